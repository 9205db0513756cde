// Corrections: paint into or out of a mask, move boxes, two known depths, the right class, or a plain yes or no.

import { post } from "./api.js";
import { toRuns } from "./numbers.js";
import { drawBoxes, drawMask } from "./view.js";

const $ = (id) => document.getElementById(id);
let current = null;

function make(tag, props = {}, ...children) {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children);
  return element;
}

export async function verdict(state, what) {
  await post(`/v1/answers/${state.answer.id}/corrections`, what);
  close();
  $("thanks").textContent = "Thank you. It is kept; the model learns from it when you say so (Teach, above).";
  $("thanks").hidden = false;
}

export function close() {
  current = null;
  $("tools").hidden = true;
  $("tool").hidden = true;
  $("answer").hidden = false;
  $("correct").setAttribute("aria-pressed", "false");
}

export function open(state, { redraw, problem }) {
  if (current) { close(); redraw(); return; }
  $("correct").setAttribute("aria-pressed", "true");
  const { answer, parts } = state;
  const kinds = answer.depth ? depthTool : Object.keys(answer.probabilities || {}).length ? classTool : answer.mask && answer.mask.categories ? maskTool : boxTool;
  const tool = $("tool");
  [tool.width, tool.height] = [parts.w, parts.h];
  tool.hidden = false;
  current = kinds(state, tool);
  const save = make("button", { type: "button", className: "main", textContent: "Save the correction" });
  save.onclick = async () => {
    const said = current.said();
    if (said.problem) { problem(new Error(said.problem)); return; }
    problem(null);
    save.disabled = true;
    try { await verdict(state, said); } catch (error) { problem(error); } finally { save.disabled = false; }
  };
  const cancel = make("button", { type: "button", textContent: "Cancel" });
  cancel.onclick = () => { close(); redraw(); };
  $("tools").replaceChildren(...current.controls, make("div", { className: "row" }, save, cancel));
  $("tools").hidden = false;
  current.paint();
}

// Pointer positions in the photo's pixels.
function pixels(tool, event) {
  const bounds = tool.getBoundingClientRect();
  return [(event.clientX - bounds.left) / bounds.width * tool.width, (event.clientY - bounds.top) / bounds.height * tool.height];
}

function maskTool({ answer, parts }, tool) {
  const masks = answer.understood.categories.map((name) => {
    const part = parts.masks.find((p) => p.name === name);
    return { name, colour: part ? part.colour : answer.understood.legend[name], mask: part ? part.mask.slice() : new Uint8Array(parts.w * parts.h) };
  });
  const which = make("select", { ariaLabel: "What is painted" }, ...masks.map((m, i) => make("option", { value: i, textContent: m.name })));
  const mode = make("select", { ariaLabel: "Brush" }, make("option", { value: 1, textContent: "paint in" }), make("option", { value: 0, textContent: "paint out" }));
  const size = make("input", { type: "range", min: 2, max: 80, value: Math.round(parts.w / 25), ariaLabel: "Brush size" });
  const clear = make("button", { type: "button", textContent: "Clear it" });
  $("answer").hidden = true;
  const context = tool.getContext("2d");
  function paint() {
    const image = context.createImageData(parts.w, parts.h);
    for (const m of masks) drawMask(image.data, m.mask, m.colour, 165);
    context.putImageData(image, 0, 0);
  }
  function dab(x, y) {
    const r = Number(size.value) / 2, value = Number(mode.value);
    for (let j = Math.max(0, Math.floor(y - r)); j < Math.min(parts.h, y + r); j++)
      for (let i = Math.max(0, Math.floor(x - r)); i < Math.min(parts.w, x + r); i++)
        if ((i - x) ** 2 + (j - y) ** 2 <= r * r)
          masks.forEach((m, k) => { if (k === Number(which.value)) m.mask[j * parts.w + i] = value; else if (value) m.mask[j * parts.w + i] = 0; });
  }
  let last = null;
  tool.onpointerdown = (event) => { tool.setPointerCapture(event.pointerId); last = pixels(tool, event); dab(...last); paint(); };
  tool.onpointermove = (event) => {
    if (!last) return;
    const next = pixels(tool, event), steps = Math.ceil(Math.hypot(next[0] - last[0], next[1] - last[1]) / (Number(size.value) / 4)) || 1;
    for (let k = 1; k <= steps; k++) dab(last[0] + (next[0] - last[0]) * k / steps, last[1] + (next[1] - last[1]) * k / steps);
    last = next;
    paint();
  };
  tool.onpointerup = () => { last = null; };
  clear.onclick = () => { masks[Number(which.value)].mask.fill(0); paint(); };
  return {
    paint,
    controls: [make("p", { textContent: "Paint on the photo what belongs to it." }), make("div", { className: "row" }, which, mode, make("label", {}, "size ", size), clear)],
    said: () => ({ masks: Object.fromEntries(masks.map((m) => [m.name, toRuns(m.mask, parts.w, parts.h)])) }),
  };
}

function boxTool({ answer, parts }, tool) {
  const asked = answer.understood.categories;
  const boxes = parts.boxes.map((box) => ({ name: box.name, colour: box.colour, bbox: [...box.bbox] }));
  const which = make("select", { ariaLabel: "What a new box holds" }, ...asked.map((name) => make("option", { value: name, textContent: name })));
  const remove = make("button", { type: "button", textContent: "Delete the chosen box" });
  const list = make("select", { ariaLabel: "Chosen box" });
  const context = tool.getContext("2d");
  const near = 12 * parts.w / (tool.getBoundingClientRect().width || parts.w); // twelve pixels of the screen
  let chosen = boxes.length - 1, drag = null;
  $("answer").hidden = true;
  function paint() {
    context.clearRect(0, 0, parts.w, parts.h);
    drawBoxes(context, boxes, parts.w);
    const box = boxes[chosen];
    if (box) {
      const [x, y, w, h] = box.bbox;
      context.fillStyle = "#fff";
      context.strokeStyle = "#000";
      for (const [cx, cy] of [[x, y], [x + w, y], [x, y + h], [x + w, y + h]]) {
        context.fillRect(cx - near / 2, cy - near / 2, near, near);
        context.strokeRect(cx - near / 2, cy - near / 2, near, near);
      }
    }
    list.replaceChildren(...boxes.map((b, i) => make("option", { value: i, textContent: `${b.name} ${i + 1}`, selected: i === chosen })));
    remove.disabled = !boxes.length;
  }
  const within = ([x, y, w, h], px, py) => px >= x - near && px <= x + w + near && py >= y - near && py <= y + h + near;
  function edges([x, y, w, h], px, py) {
    return { left: Math.abs(px - x) < near, right: Math.abs(px - x - w) < near, top: Math.abs(py - y) < near, bottom: Math.abs(py - y - h) < near };
  }
  tool.onpointerdown = (event) => {
    tool.setPointerCapture(event.pointerId);
    const [px, py] = pixels(tool, event);
    const order = [chosen, ...boxes.keys()].filter((i) => i >= 0 && boxes[i]);
    const hit = order.find((i) => within(boxes[i].bbox, px, py));
    if (hit === undefined) {
      const same = parts.boxes.find((b) => b.name === which.value);
      boxes.push({ name: which.value, colour: same ? same.colour : "#e63946", bbox: [px, py, 1, 1] });
      chosen = boxes.length - 1;
      drag = { px, py, from: [px, py, 1, 1], right: true, bottom: true, fresh: true };
    } else {
      chosen = hit;
      drag = { px, py, from: [...boxes[hit].bbox], ...edges(boxes[hit].bbox, px, py) };
    }
    paint();
  };
  tool.onpointermove = (event) => {
    if (!drag) return;
    const [px, py] = pixels(tool, event), dx = px - drag.px, dy = py - drag.py;
    let [l, t, r, b] = [drag.from[0], drag.from[1], drag.from[0] + drag.from[2], drag.from[1] + drag.from[3]];
    if (!drag.left && !drag.right && !drag.top && !drag.bottom) { l += dx; r += dx; t += dy; b += dy; }
    if (drag.left) l += dx;
    if (drag.right) r += dx;
    if (drag.top) t += dy;
    if (drag.bottom) b += dy;
    [l, r] = [Math.min(l, r), Math.max(l, r)].map((v) => Math.min(parts.w, Math.max(0, v)));
    [t, b] = [Math.min(t, b), Math.max(t, b)].map((v) => Math.min(parts.h, Math.max(0, v)));
    boxes[chosen].bbox = [l, t, r - l, b - t];
    paint();
  };
  tool.onpointerup = () => {
    const box = boxes[chosen];
    if (drag && drag.fresh && box && (box.bbox[2] < 4 || box.bbox[3] < 4)) { boxes.splice(chosen, 1); chosen = boxes.length - 1; }
    drag = null;
    paint();
  };
  list.onchange = () => { chosen = Number(list.value); paint(); };
  remove.onclick = () => { boxes.splice(chosen, 1); chosen = boxes.length - 1; paint(); };
  tool.tabIndex = 0;
  tool.onkeydown = (event) => { // arrows move the chosen box, with Shift they size it
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key], box = boxes[chosen];
    if (event.key === "Delete" && box) { remove.click(); return; }
    if (!step || !box) return;
    event.preventDefault();
    const at = event.shiftKey ? 2 : 0;
    box.bbox[at] = Math.max(at ? 2 : 0, Math.min(parts.w, box.bbox[at] + 2 * step[0]));
    box.bbox[at + 1] = Math.max(at ? 2 : 0, Math.min(parts.h, box.bbox[at + 1] + 2 * step[1]));
    paint();
  };
  return {
    paint,
    controls: [make("p", { textContent: "Drag a box or its corners; drag on the free photo for a new one." }), make("div", { className: "row" }, make("label", {}, "new: ", which), list, remove)],
    said: () => ({ boxes: boxes.map((b) => ({ category: b.name, bbox: b.bbox })) }),
  };
}

function depthTool({ parts, depth }, tool) {
  const points = [], context = tool.getContext("2d"), rows = make("div");
  function paint() {
    context.clearRect(0, 0, parts.w, parts.h);
    const r = Math.max(6, parts.w / 80);
    points.forEach((p, i) => {
      context.lineWidth = r / 3;
      context.strokeStyle = "#fff";
      context.fillStyle = "#000";
      context.beginPath();
      context.arc(p.x, p.y, r, 0, 7);
      context.fill();
      context.stroke();
      context.fillStyle = "#fff";
      context.font = `600 ${2 * r}px system-ui, sans-serif`;
      context.fillText(i + 1, p.x + 1.4 * r, p.y + r);
    });
    rows.replaceChildren(...points.map((p, i) => {
      const metres = make("input", { type: "number", min: 0.05, max: 100, step: 0.01, value: p.m.toFixed(2), ariaLabel: `Metres at point ${i + 1}` });
      metres.oninput = () => { p.m = Number(metres.value); };
      return make("label", { className: "row" }, `point ${i + 1}: `, metres, " m");
    }));
  }
  tool.onpointerdown = (event) => {
    const [x, y] = pixels(tool, event).map(Math.floor);
    const m = depth ? depth.values[y * parts.w + x] : 1;
    if (points.length === 2) points.shift();
    points.push({ x, y, m: m > 0 ? m : 1 });
    paint();
  };
  return {
    paint,
    controls: [make("p", { textContent: "Click one or two places whose distance you know, and type the metres." }), rows],
    said: () => (points.length ? { depths: points.map((p) => ({ x: p.x, y: p.y, metres: p.m })) } : { problem: "Click a place whose distance you know." }),
  };
}

function classTool({ answer }, tool) {
  tool.hidden = true;
  const names = answer.understood.categories;
  const group = make("div", { role: "radiogroup", ariaLabel: "The right class" });
  const rest = names.length > 1 ? "none of these" : `no ${names[0]}`;
  for (const [name, value] of [...names.map((n) => [n, n]), [rest, ""]]) {
    const choice = make("input", { type: "radio", name: "class", value, checked: value === (answer.label || "") });
    group.append(make("label", { className: "row" }, choice, name));
  }
  return {
    paint() {},
    controls: [make("p", { textContent: "What is it?" }), group],
    said: () => ({ label: group.querySelector(":checked").value || null }),
  };
}
