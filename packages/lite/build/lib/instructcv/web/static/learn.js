// The Teach dialog: how many corrections there are, learning from them, and undoing that.

import { get, post } from "./api.js";

const $ = (id) => document.getElementById(id);
let timer = null;

function say(told) {
  const kept = `${told.corrections} correction${told.corrections === 1 ? "" : "s"} kept.`;
  const words = { idle: "", running: ` Learning… ${told.progress || ""}`, done: ` ${told.report}`, failed: ` ${told.report}` };
  $("learn-state").textContent = kept + (words[told.state] || "");
  $("learn-go").disabled = told.state === "running" || !told.corrections || !told.can_learn;
  $("learn-undo").disabled = told.state === "running" || !told.can_undo;
  clearTimeout(timer);
  if (told.state === "running" && $("learn-dialog").open) timer = setTimeout(refresh, 1000);
}

async function refresh() {
  try { say(await get("/v1/learn")); } catch (error) { $("learn-state").textContent = error.message; }
}

async function act(path) {
  try { say(await post(path, {})); } catch (error) { $("learn-state").textContent = error.message; }
}

$("learn-open").onclick = () => { $("learn-dialog").showModal(); refresh(); };
$("learn-go").onclick = () => act("/v1/learn");
$("learn-undo").onclick = () => act("/v1/learn/undo");
