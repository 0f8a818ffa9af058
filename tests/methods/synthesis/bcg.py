"""The thirteen trials of BCG vaccination against tuberculosis, as counts of cases and of others, vaccinated and not.

Source: G. A. Colditz et al., “Efficacy of BCG vaccine in the prevention of tuberculosis: meta-analysis of the published literature”, JAMA 271 (1994),
698–702. The results that they are held against are those that the package metafor for R prints for logarithms of risk ratios (W. Viechtbauer,
“Conducting meta-analyses in R with the metafor package”, Journal of Statistical Software 36 (3), 2010).
"""

import numpy as np

CASES = np.array([4, 6, 3, 62, 33, 180, 8, 505, 29, 17, 186, 5, 27.0])
OTHERS = np.array([119, 300, 228, 13536, 5036, 1361, 2537, 87886, 7470, 1699, 50448, 2493, 16886.0])
CASES_NOT = np.array([11, 29, 11, 248, 47, 372, 10, 499, 45, 65, 141, 3, 29.0])
OTHERS_NOT = np.array([128, 274, 209, 12619, 5761, 1079, 619, 87892, 7232, 1600, 27197, 2338, 17825.0])

LOG_RATIOS = np.log(CASES / (CASES + OTHERS)) - np.log(CASES_NOT / (CASES_NOT + OTHERS_NOT))
VARIANCES = 1 / CASES - 1 / (CASES + OTHERS) + 1 / CASES_NOT - 1 / (CASES_NOT + OTHERS_NOT)
