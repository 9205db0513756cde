// An answer, drawn over its photo and told in words. What is drawn depends on what the answer holds, not on what was asked.

import { fromRle, turbo } from "./numbers.js";

const SERIES = ["#e63946", "#1d78d8", "#2a9d52", "#f48c06", "#8338ec", "#0096a0", "#d6288c", "#785a28"];
const $ = (id) => document.getElementById(id);
export const percent = (p) => `${p >= 0.995 && p < 1 ? ">99" : p > 0 && p < 0.005 ? "<1" : Math.round(100 * p)} %`;

// The parts of an answer as masks and boxes with colours, whatever the task.
export function partsOf(answer) {
  const [w, h] = answer.size;
  const asked = answer.understood.categories;
  const regions = (answer.mask && answer.mask.categories) || [];
  const masks = regions.map((part) => ({
    name: part.category, share: part.area / (w * h), mask: fromRle(part.segmentation),
    colour: answer.understood.legend[part.category] || SERIES[asked.indexOf(part.category) % SERIES.length],
  }));
  const boxes = answer.boxes.map((box) => ({
    name: box.category, bbox: box.bbox, score: box.score,
    mask: box.segmentation ? fromRle(box.segmentation) : null,
    colour: SERIES[Math.max(0, asked.indexOf(box.category)) % SERIES.length],
  }));
  return { w, h, masks, boxes };
}

const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));

export function drawMask(pixels, mask, colour, strength) {
  const [r, g, b] = rgb(colour);
  for (let i = 0; i < mask.length; i++) if (mask[i]) pixels.set([r, g, b, strength], 4 * i);
}

export function drawBoxes(context, boxes, w) {
  const size = Math.max(12, Math.round(w / 42));
  context.lineWidth = Math.max(2, size / 6);
  context.font = `600 ${size}px system-ui, sans-serif`;
  context.textBaseline = "top";
  for (const box of [...boxes].reverse()) {
    const [x, y, bw, bh] = box.bbox;
    context.strokeStyle = context.fillStyle = box.colour;
    context.strokeRect(x, y, bw, bh);
    const text = box.score === undefined ? box.name : `${box.name} ${box.score.toFixed(2)}`;
    const wide = context.measureText(text).width + size * 0.7, tall = size * 1.4;
    const left = Math.max(0, Math.min(x, w - wide)), top = y >= tall ? y - tall : y;
    context.fillRect(left, top, wide, tall);
    context.fillStyle = "#fff";
    context.fillText(text, left + size * 0.35, top + size * 0.2);
  }
}

export function draw(canvas, answer, parts, depth) {
  canvas.width = parts.w;
  canvas.height = parts.h;
  const context = canvas.getContext("2d");
  const image = context.createImageData(parts.w, parts.h);
  if (depth) {
    for (let i = 0; i < depth.values.length; i++) {
      const m = depth.values[i];
      if (m > 0) image.data.set([...turbo(Math.min(1, Math.max(0, (m - depth.low) / (depth.high - depth.low)))), 255], 4 * i);
    }
  }
  for (const part of parts.masks) drawMask(image.data, part.mask, part.colour, 135);
  for (const box of parts.boxes) if (box.mask) drawMask(image.data, box.mask, box.colour, 80);
  context.putImageData(image, 0, 0);
  drawBoxes(context, parts.boxes, parts.w);
}

// Percentiles 1 and 99, so that one stray pixel does not spend the colours.
export function rangeOf(depth) {
  const known = Float32Array.from(depth.values.filter((m) => m > 0)).sort();
  if (!known.length) return { ...depth, low: 0, high: 1 };
  const at = (share) => known[Math.min(known.length - 1, Math.floor(share * known.length))];
  const low = at(0.01), high = Math.max(at(0.99), low + 0.05);
  return { ...depth, low, high, nearest: known[0], farthest: known[known.length - 1] };
}

function headline(answer) {
  const asked = answer.understood.categories.join(", ");
  if (answer.told) return answer.told.said;
  if (answer.probability !== null && answer.probability !== undefined) {
    const chosen = answer.label === null ? (answer.understood.categories.length > 1 ? "none of these" : `no ${asked}`) : answer.label;
    return `${chosen[0].toUpperCase()}${chosen.slice(1)} (${percent(answer.probability)})`;
  }
  if (answer.depth) return `${answer.depth.min_m.toFixed(1)} m to ${answer.depth.max_m.toFixed(1)} m, half of it nearer than ${answer.depth.median_m.toFixed(1)} m`;
  if (!answer.found) return asked ? `Not found: ${asked}` : "Nothing found";
  if (answer.boxes.length) return `${answer.boxes.length} found`;
  return `Found: ${((answer.mask && answer.mask.categories) || []).filter((c) => c.area).map((c) => c.category).join(", ") || asked}`;
}

function line(colour, text, value, share) {
  const item = document.createElement("li");
  const chip = document.createElement("span");
  chip.className = "chip";
  chip.style.background = colour;
  const words = document.createElement("span");
  words.textContent = text;
  const number = document.createElement("span");
  number.textContent = value;
  item.append(chip, words, number);
  if (share !== undefined) {
    const bar = document.createElement("span");
    bar.className = "bar";
    bar.innerHTML = "<i></i>";
    bar.firstChild.style.width = `${100 * share}%`;
    item.append(bar);
  }
  return item;
}

function legend(answer, parts, depth) {
  const items = [];
  for (const part of parts.masks) items.push(line(part.colour, part.name, part.share ? `${percent(part.share)} of the photo` : "not found", part.share));
  for (const box of parts.boxes) items.push(line(box.colour, box.name, `score ${box.score.toFixed(2)}`, box.score));
  const classes = Object.entries(answer.probabilities || {});
  for (const [name, p] of classes) items.push(line(answer.understood.legend[name] || "#888", name, percent(p), p));
  if (classes.length) {
    const rest = Math.max(0, 1 - classes.reduce((sum, [, p]) => sum + p, 0));
    items.push(line("transparent", classes.length > 1 ? "none of these" : `no ${classes[0][0]}`, percent(rest), rest));
  }
  if (depth) {
    const item = document.createElement("li");
    const scale = document.createElement("span");
    scale.className = "scale";
    const stops = [0, 0.2, 0.4, 0.6, 0.8, 1].map((x) => `rgb(${turbo(x).map(Math.round).join(",")})`);
    scale.style.background = `linear-gradient(90deg, ${stops.join(",")})`;
    item.append(scale);
    const ends = document.createElement("span");
    ends.className = "ends";
    ends.append(...[depth.low, depth.high].map((m) => Object.assign(document.createElement("span"), { textContent: `${m.toFixed(1)} m` })));
    item.append(ends);
    items.push(item);
  }
  return items;
}

function trust(answer) {
  const paint = answer.admissibility >= 0.9 ? "The painted picture is clean" : answer.admissibility >= 0.5
    ? "Parts of the painted picture make no sense" : "Most of the painted picture makes no sense: better not believe this";
  const sure = answer.confidence >= 0.8 ? "the model is quite sure" : answer.confidence >= 0.5 ? "the model is fairly sure" : "the model is unsure";
  const about = answer.found || answer.label ? `, and ${sure}` : "";
  return { text: `${paint} (${percent(answer.admissibility)})${about}${about ? ` (${percent(answer.confidence)})` : ""}.`, warn: answer.admissibility < 0.5 };
}

function understood(answer) {
  const told = answer.understood;
  const said = [`Understood: ${told.task}${told.categories.length ? " of " + told.categories.join(", ") : ""}.`];
  const { narrowed, unread } = answer;
  if (narrowed && narrowed.length) said.push(`Narrowed by: ${narrowed.map((n) => `${n.what} (${n.decided ? "" : "undecided: "}${n.done})`).join("; ")}.`);
  if (unread && unread.length) said.push(`Not used: “${unread.join("”, “")}”.`);
  for (const other of answer.also || []) said.push(`Also, ${other.understood.task}: ${headline(other)}.`);
  return said.join(" ");
}

export function tell(answer, parts, depth) {
  $("headline").textContent = headline(answer);
  $("legend").replaceChildren(...legend(answer, parts, depth));
  const { text, warn } = trust(answer);
  $("trust").textContent = text;
  $("trust").classList.toggle("warn", warn);
  $("understood").textContent = understood(answer);
  const facts = { took: `${answer.seconds.toFixed(2)} s`, checkpoint: answer.checkpoint, passes: answer.passes, photo: `${answer.photo} (${answer.size[0]} × ${answer.size[1]})` };
  $("facts").replaceChildren(...Object.entries(facts).flatMap(([name, value]) => {
    const dt = document.createElement("dt"), dd = document.createElement("dd");
    dt.textContent = name;
    dd.textContent = value;
    return [dt, dd];
  }));
}

// What lies under the pointer: metres, a region's name, a box with its score.
export function under(parts, depth, x, y) {
  const i = y * parts.w + x, said = [];
  if (depth && depth.values[i] > 0) said.push(`${depth.values[i].toFixed(2)} m`);
  for (const part of parts.masks) if (part.mask[i]) said.push(part.name);
  for (const box of parts.boxes) {
    const [left, top, w, h] = box.bbox;
    if (x >= left && x < left + w && y >= top && y < top + h) said.push(`${box.name} ${box.score.toFixed(2)}`);
  }
  return said.join(", ");
}
