"""Return: career profiles, vacancies, introductions with the consent of both, and appointments."""
