// COCO's run lengths and NumPy's files, read (and run lengths written).

// -> Uint8Array in rows, 1 inside. COCO counts columns first, alternating outside and inside, in a base-32 text with differences.
export function fromRle({ size: [h, w], counts }) {
  const runs = [];
  for (let i = 0; i < counts.length;) {
    let value = 0, shift = 0, more = true;
    while (more) {
      const c = counts.charCodeAt(i++) - 48;
      value |= (c & 31) << shift;
      shift += 5;
      more = (c & 32) !== 0;
      if (!more && (c & 16)) value |= -1 << shift;
    }
    if (runs.length > 2) value += runs[runs.length - 2];
    runs.push(value);
  }
  const mask = new Uint8Array(h * w);
  let at = 0, inside = 0;
  for (const run of runs) {
    if (inside) for (let k = at; k < at + run; k++) mask[(k % h) * w + Math.floor(k / h)] = 1;
    at += run;
    inside ^= 1;
  }
  return mask;
}

// A mask in rows -> plain run lengths in COCO's order.
export function toRuns(mask, w, h) {
  const counts = [];
  let now = 0, run = 0;
  for (let x = 0; x < w; x++)
    for (let y = 0; y < h; y++) {
      const value = mask[y * w + x] ? 1 : 0;
      if (value !== now) { counts.push(run); run = 0; now = value; }
      run++;
    }
  counts.push(run);
  return { size: [h, w], counts };
}

// A float32 .npy file of two dimensions.
export function fromNpy(buffer) {
  const view = new DataView(buffer);
  const length = view.getUint16(8, true);
  const header = new TextDecoder("latin1").decode(new Uint8Array(buffer, 10, length));
  const [h, w] = header.match(/'shape': \((\d+), (\d+)\)/).slice(1).map(Number);
  return { h, w, values: new Float32Array(buffer.slice(10 + length)) };
}

// Google's turbo colours, by the polynomial of its authors (0 = blue, 1 = red).
export function turbo(x) {
  const p = (a, b, c, d, e, f) => 255 * Math.min(1, Math.max(0, a + x * (b + x * (c + x * (d + x * (e + x * f))))));
  return [
    p(0.13572138, 4.6153926, -42.66032258, 132.13108234, -152.94239396, 59.28637943),
    p(0.09140261, 2.19418839, 4.84296658, -14.18503333, 4.27729857, 2.82956604),
    p(0.1066733, 12.64194608, -60.58204836, 110.36276771, -89.90310912, 27.34824973),
  ];
}
