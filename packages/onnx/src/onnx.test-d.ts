import { relu, sigmoid } from '@keepdims/activations';
import { dense, network } from '@keepdims/models';
import type { LayerParams, Network } from '@keepdims/models';
import * as np from '@keepdims/ndarray';
import { randomState } from '@keepdims/random';
import { fromOnnx, tabularPreprocessing, toOnnx } from './index.js';
import type { OnnxNetwork } from './index.js';

const net = network(3, dense(4, relu), dense(1, sigmoid));
const params = net.initialize(randomState(1));
const bytes: Uint8Array = toOnnx(net, params);
toOnnx(net, net.initialize(randomState(1), { dtype: 'float32' }), { dtype: 'float64', opset: 20, name: 'net' });
toOnnx(net, params, {
  preprocessing: { input: { shift: [1, 2, 3], scale: new Float64Array(3) }, description: { a: 1 } },
});
toOnnx(net, params, { preprocessing: tabularPreprocessing({ columns: [], target: null }) });

// What is known only at run time fits.
const read: OnnxNetwork = fromOnnx(bytes, { name: 'a.onnx', output: 'Y', foldScaling: true, maxBytes: 1000 });
const general: Network = read.net;
const layers: LayerParams[] = read.params;
toOnnx(general, layers, { preprocessing: read.preprocessing });
read.net.predict(read.params, np.zeros([3, 5]));

const other = network(2, dense(4, relu), dense(1, sigmoid));
// @ts-expect-error -- the parameters of another network
toOnnx(net, other.initialize(randomState(1)));
// @ts-expect-error -- one layer's are missing
toOnnx(net, [params[0]] as const);
// @ts-expect-error -- no such element type
toOnnx(net, params, { dtype: 'float16' });
// @ts-expect-error -- no such option
toOnnx(net, params, { scaling: {} });
// @ts-expect-error -- a path is no file
fromOnnx('model.onnx');
