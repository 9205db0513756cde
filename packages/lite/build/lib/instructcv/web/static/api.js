// Requests to the server: the token, and errors as one sentence.

let token = sessionStorage.getItem("token");

export class Refused extends Error {
  constructor(message, status) { super(message); this.status = status; }
}

function askToken() {
  const dialog = document.getElementById("token-dialog");
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const given = document.getElementById("token").value.trim();
      resolve(dialog.returnValue === "ok" && given ? given : null);
    }, { once: true });
  });
}

export async function call(path, options = {}) {
  const headers = new Headers(options.headers);
  if (token) headers.set("Authorization", `Bearer ${token}`);
  let answer;
  try {
    answer = await fetch(path, { ...options, headers });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused("The server cannot be reached. Is it still running?", 0);
  }
  if (answer.status === 401) {
    const given = await askToken();
    if (given) {
      token = given;
      sessionStorage.setItem("token", given);
      return call(path, options);
    }
  }
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    const wait = answer.headers.get("Retry-After");
    const more = answer.status === 429 && wait ? ` (in about ${wait} s)` : "";
    throw new Refused((told.error || `The server said ${answer.status}.`) + more, answer.status);
  }
  return answer;
}

export const get = async (path) => (await call(path)).json();

export const post = async (path, body) =>
  (await call(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })).json();

export async function predict(photo, instruction, signal) {
  const form = new FormData();
  form.append("photo", photo, photo.name || "photo.png");
  form.append("instruction", instruction);
  const answer = await call("/v1/predict", { method: "POST", body: form, signal });
  return (await answer.json()).answers[0];
}
