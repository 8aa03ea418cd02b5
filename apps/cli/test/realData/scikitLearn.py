"""scikit-learn's MLP on the arrays that realData.test.ts has written: python3 scikitLearn.py FOLDER > scikitLearn.json"""

import json
import pathlib
import sys
import warnings

import numpy as np
import sklearn
from sklearn.metrics import r2_score
from sklearn.neural_network import MLPClassifier, MLPRegressor

warnings.filterwarnings('ignore')  # that the epochs end before the cost stands still


def score(folder, case, seed):
    arrays = np.load(folder / f'{case["name"]}-{seed}.npz')
    X, Y, X_test, Y_test = (arrays[name].T for name in ('X', 'Y', 'XTest', 'YTest'))
    options = dict(
        hidden_layer_sizes=case['hidden'], activation='relu', solver='adam', learning_rate_init=case['learningRate'],
        alpha=0.0, batch_size=case['batchSize'], max_iter=case['epochs'], tol=0.0, n_iter_no_change=10**9, random_state=seed,
    )
    if case['task'] == 'regression':
        model = MLPRegressor(**options).fit(X, Y.ravel())
        return r2_score(Y_test.ravel(), model.predict(X_test))
    labels = lambda Y: (Y.ravel() if Y.shape[1] == 1 else Y.argmax(axis=1)).astype(int)
    model = MLPClassifier(**options).fit(X, labels(Y))
    return (model.predict(X_test) == labels(Y_test)).mean()


folder = pathlib.Path(sys.argv[1])
cases = json.loads((folder / 'cases.json').read_text())
results = {case['name']: [float(score(folder, case, seed)) for seed in case['seeds']] for case in cases}
print(json.dumps({'scikit-learn': sklearn.__version__, 'results': results}, indent=2))
