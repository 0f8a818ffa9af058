"""Every write of evidence: one function a verb, each with its policy, its transaction and its audit entry."""

from difference.programme.evidence.commands.planning import abandon, change_project, plan_project, register_protocol
from difference.programme.evidence.commands.results import analyse, record_data, report, send_back

__all__ = ["abandon", "analyse", "change_project", "plan_project", "record_data", "register_protocol", "report", "send_back"]
