/** What to do about operators that no dense network has, or that a network here doesn't do itself. */
const remedies: Readonly<Record<string, string>> = {
  ArgMax: "net.predict tells the class. Name the tensor of the probabilities with options.output: '…'.",
  ZipMap:
    "Export without it (options={'zipmap': False} in skl2onnx), or name the tensor that goes into it with options.output: '…'.",
  ArrayFeatureExtractor: "It picks the name of a class. Name the tensor of the probabilities with options.output: '…'.",
  LabelEncoder: 'Texts are encoded before a network: by tabular of @keepdims/data.',
  OneHotEncoder: 'Texts are encoded before a network: by tabular of @keepdims/data.',
  Imputer: 'Missing values are replaced before a network: by tabular of @keepdims/data.',
  LogSoftmax: 'Export the probabilities (Softmax), or the scores before it.',
  Clip: 'relu6 and other clipped activations are none of those here.',
  HardSigmoid: 'Train it with sigmoid.',
  HardSwish: 'Train it with silu.',
  Pow: "If it is gelu's approximation by tanh: export with approximate='none'.",
  LayerNormalization: 'Layers here have batch normalisation, or none.',
  Conv: 'Convolutional networks are not read.',
  Shape: 'Flatten with nn.Flatten, whose export needs no shape; or fold constants: onnxsim model.onnx simple.onnx.',
  FusedGemm: 'It is an operator of onnxruntime alone. Save the model without optimisation.',
};

/** The remedy for an operator that isn't read. */
export function remedyFor(operator: string): string {
  return Object.hasOwn(remedies, operator)
    ? (remedies[operator] ?? '')
    : 'Dense networks are read: Gemm or MatMul and Add, activations, Softmax, BatchNormalization and scaling by constants.';
}
