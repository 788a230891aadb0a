// Logistic regression of two inputs: its answers on points, and its line w1 x1 + w2 x2 + b = 0. Pure functions.

// Mean binary cross-entropy, ln(1 + e^z) - y z, and who is on the wrong side; z = 0 says class 0.
export function judge(points, { w1, w2, b }) {
  let loss = 0;
  const wrong = points.map(([x1, x2, label]) => {
    const z = w1 * x1 + w2 * x2 + b;
    loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - label * z;
    return (z > 0) !== (label === 1);
  });
  return { loss: loss / points.length, right: wrong.filter((is) => !is).length, wrong };
}

// The point of the line that is nearest to the origin; none if both weights are 0.
export function footOf({ w1, w2, b }) {
  const square = w1 * w1 + w2 * w2;
  return square < 1e-9 ? null : [(-b * w1) / square, (-b * w2) / square];
}

// Two points of the line so far apart that it crosses a square of -reach to reach; none if both weights are 0.
export function endsOf(weights, reach) {
  const foot = footOf(weights);
  if (!foot) return null;
  const { w1, w2, b } = weights;
  const square = w1 * w1 + w2 * w2;
  const far = (4 * reach) / Math.sqrt(square) + Math.abs(b) / square;
  return [-far, far].map((t) => [foot[0] - t * w2, foot[1] + t * w1]);
}

// The probability of class 1 over a square, row by row from the top: cells x cells of them.
export function probabilities({ w1, w2, b }, reach, cells) {
  return Float32Array.from({ length: cells * cells }, (_, i) => {
    const x1 = (((i % cells) + 0.5) / cells * 2 - 1) * reach;
    const x2 = (1 - (Math.floor(i / cells) + 0.5) / cells * 2) * reach;
    return 1 / (1 + Math.exp(-(w1 * x1 + w2 * x2 + b)));
  });
}
