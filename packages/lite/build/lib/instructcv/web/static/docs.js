// The API's own description as a page.

const description = await (await fetch("/openapi.json")).json();
const page = document.getElementById("docs");

function add(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  page.append(element);
  return element;
}

for (const [path, methods] of Object.entries(description.paths))
  for (const [method, operation] of Object.entries(methods)) {
    const title = add("h2", "");
    title.append(Object.assign(document.createElement("code"), { textContent: `${method.toUpperCase()} ${path}` }));
    add("p", operation.description || operation.summary || "");
    for (const parameter of operation.parameters || []) add("p", `${parameter.in}: ${parameter.name}${parameter.required ? "" : " (optional)"}`).className = "quiet";
    const body = operation.requestBody && operation.requestBody.content;
    for (const [type, content] of Object.entries(body || {})) {
      add("p", type).className = "quiet";
      add("pre", JSON.stringify(content.schema, null, 1));
    }
    const codes = Object.entries(operation.responses || {}).map(([code, answer]) => `${code} ${answer.description}`);
    add("p", codes.join(" · ")).className = "quiet";
  }
