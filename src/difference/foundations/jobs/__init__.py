"""Jobs: work that a page does not wait for. The queue is `django-tasks`; lease, heartbeat, reaper and schedule are ours."""
