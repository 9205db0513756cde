// The page: a photo in, a sentence in, the answer out.

import { call, get, predict, Refused } from "./api.js";
import { fromNpy } from "./numbers.js";
import { draw, partsOf, rangeOf, tell, under } from "./view.js";
import { close as closeTools, open as openTools, verdict } from "./correct.js";
import "./learn.js";

const $ = (id) => document.getElementById(id);
const IDEAS = ["segment the person", "where are the chairs? box them", "how far away is everything?", "is there a cat?", "segment the wall, the floor and the table", "is it a cat or a dog?"];
const EXAMPLES = { office: "a man beside a desk", cat: "a cat", bedroom: "a bedroom", coffee: "a cup of coffee" };
const LONGEST_SIDE = 2048; // larger photos are made smaller here: the model sees less than that anyway

export const state = { photo: null, answer: null, parts: null, depth: null, asking: null, all: [] };

function problem(error) {
  $("problem").textContent = error ? error.message || String(error) : "";
  $("problem").hidden = !error;
}

// ---- the photo

export async function usePhoto(blob) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(blob, { imageOrientation: "from-image" });
  } catch {
    problem(new Refused("This browser cannot read that file as a photo. Try a JPEG or PNG.", 0));
    return;
  }
  const factor = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = $("photo");
  canvas.width = Math.round(bitmap.width * factor);
  canvas.height = Math.round(bitmap.height * factor);
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  state.photo = blob;
  if (factor < 1) {
    state.photo = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.95));
    Object.defineProperty(state.photo, "name", { value: blob.name || "photo.jpg" });
  }
  forget();
  problem(null);
  $("empty").hidden = true;
  $("frame").hidden = $("under").hidden = false;
  $("stage").classList.add("full");
  $("instruction").focus();
}

function forget() {
  if (state.asking) state.asking.abort();
  Object.assign(state, { answer: null, parts: null, depth: null, all: [] });
  const canvas = $("answer");
  canvas.width = $("photo").width;
  canvas.height = $("photo").height;
  $("told").hidden = $("probe").hidden = true;
  closeTools();
}

function another() {
  forget();
  state.photo = null;
  $("empty").hidden = false;
  $("frame").hidden = $("under").hidden = true;
  $("stage").classList.remove("full");
  $("choose").focus();
}

// ---- asking

async function ask(instruction) {
  if (!state.photo) {
    problem(new Refused("First choose a photo: drop one on the left, paste one, or take an example.", 0));
    return;
  }
  forget();
  problem(null);
  const started = performance.now(), asking = (state.asking = new AbortController());
  $("busy").hidden = false;
  $("go").disabled = true;
  const tick = setInterval(() => { $("busy-text").textContent = `Looking at the photo… ${((performance.now() - started) / 1000).toFixed(1)} s`; }, 100);
  try {
    await show(await predict(state.photo, instruction, asking.signal));
  } catch (error) {
    if (error.name !== "AbortError") problem(error);
  } finally {
    clearInterval(tick);
    $("busy-text").textContent = "";
    if (state.asking === asking) {
      $("busy").hidden = true;
      $("go").disabled = false;
      state.asking = null;
    }
  }
}

async function show(answer) {
  state.answer = answer;
  state.parts = partsOf(answer);
  redraw();
  others(answer);
  $("told").hidden = false;
  $("thanks").hidden = true;
  $("files").replaceChildren();
  document.body.dataset.shown = answer.id;
  if (answer.depth) {
    const file = await call(`/v1/answers/${answer.id}/depth.npy`);
    state.depth = rangeOf(fromNpy(await file.arrayBuffer()));
    redraw();
  }
}

// What else the sentence asked, one button each.
function others(answer) {
  if (answer.also && answer.also.length) state.all = [answer, ...answer.also];
  else if (!state.all.includes(answer)) state.all = [];
  $("others").hidden = !state.all.length;
  $("others").replaceChildren(...state.all.map((other) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: [other.understood.task, ...other.understood.categories].join(" ") });
    button.setAttribute("aria-pressed", String(other === answer));
    button.onclick = () => { closeTools(); state.depth = null; show(other).catch(problem); };
    return button;
  }));
}

export function redraw() {
  draw($("answer"), state.answer, state.parts, state.depth);
  tell(state.answer, state.parts, state.depth);
  slide();
}

function slide() {
  const shown = Number($("slider").value);
  $("answer").style.clipPath = `inset(0 ${100 - shown}% 0 0)`;
}

async function listFiles() {
  if (!$("more").open || !state.answer || $("files").childElementCount) return;
  const { files } = await get(`/v1/answers/${state.answer.id}`);
  $("files").replaceChildren(...Object.entries(files).map(([name, link]) => {
    const item = document.createElement("li"), anchor = document.createElement("a");
    anchor.href = link;
    anchor.download = name;
    anchor.textContent = name;
    anchor.addEventListener("click", (event) => download(event, name, link));
    item.append(anchor);
    return item;
  }));
}

// With a token a plain link would be refused, so files are fetched first.
async function download(event, name, link) {
  if (!sessionStorage.getItem("token")) return;
  event.preventDefault();
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(await (await call(link)).blob());
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
}

// ---- where a photo comes from

function fromFile() { $("file").click(); }

async function fromCamera() {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    $("file").setAttribute("capture", "environment"); // a phone opens its camera for this
    fromFile();
    $("file").removeAttribute("capture");
    return;
  }
  const dialog = $("camera-dialog"), video = $("video");
  video.srcObject = stream;
  dialog.showModal();
  const shot = await new Promise((done) => {
    $("shoot").onclick = () => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
      canvas.getContext("2d").drawImage(video, 0, 0);
      canvas.toBlob(done, "image/jpeg", 0.95);
    };
    dialog.onclose = () => done(null);
  });
  for (const track of stream.getTracks()) track.stop();
  dialog.close();
  if (shot) usePhoto(shot);
}

const picture = (list) => [...list].find((item) => item.type.startsWith("image/"));

function listen() {
  $("choose").onclick = fromFile;
  $("camera").onclick = fromCamera;
  $("another").onclick = another;
  $("file").onchange = () => { if ($("file").files[0]) usePhoto($("file").files[0]); $("file").value = ""; };
  $("stage").onkeydown = (event) => { if (event.target === $("stage") && event.key === "Enter") fromFile(); };
  for (const kind of ["dragenter", "dragover"])
    document.addEventListener(kind, (event) => { event.preventDefault(); $("stage").classList.add("over"); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) $("stage").classList.remove("over"); });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    $("stage").classList.remove("over");
    const file = picture(event.dataTransfer.files);
    if (file) usePhoto(file);
  });
  document.addEventListener("paste", (event) => {
    const item = picture(event.clipboardData.items);
    if (item) usePhoto(item.getAsFile());
  });
  $("ask").onsubmit = (event) => { event.preventDefault(); ask($("instruction").value.trim()); };
  $("slider").oninput = slide;
  $("more").ontoggle = () => listFiles().catch(problem);
  $("frame").onpointermove = (event) => probe(event);
  $("frame").onpointerleave = () => { $("probe").hidden = true; };
  for (const button of document.querySelectorAll("[data-close]")) button.onclick = () => button.closest("dialog").close();
  for (const button of document.querySelectorAll("[data-verdict]"))
    button.onclick = () => verdict(state, { verdict: button.dataset.verdict }).catch(problem);
  $("correct").onclick = () => openTools(state, { redraw, problem });
}

function probe(event) {
  if (!state.answer) return;
  const bounds = $("answer").getBoundingClientRect();
  const x = Math.floor((event.clientX - bounds.left) / bounds.width * state.parts.w);
  const y = Math.floor((event.clientY - bounds.top) / bounds.height * state.parts.h);
  const said = x >= 0 && y >= 0 && x < state.parts.w && y < state.parts.h ? under(state.parts, state.depth, x, y) : "";
  const label = $("probe");
  label.hidden = !said;
  label.textContent = said;
  label.style.left = `${Math.min(event.clientX - bounds.left, bounds.width - 120)}px`;
  label.style.top = `${Math.max(event.clientY - bounds.top, 40)}px`;
}

function furnish() {
  $("ideas").replaceChildren(...IDEAS.map((text) => Object.assign(document.createElement("option"), { value: text })));
  $("chips").replaceChildren(...IDEAS.map((text) => {
    const chip = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    chip.onclick = () => { $("instruction").value = text; ask(text); };
    return chip;
  }));
  $("examples").replaceChildren(...Object.entries(EXAMPLES).map(([name, says]) => {
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.append(Object.assign(document.createElement("img"), { src: `/static/examples/${name}.jpg`, alt: `Example: ${says}` }));
    button.onclick = async () => usePhoto(new File([await (await fetch(`/static/examples/${name}.jpg`)).blob()], `${name}.jpg`, { type: "image/jpeg" }));
    return button;
  }));
}

furnish();
listen();
