// The palette's dialog: opened by Ctrl+K before any editor or viewer sees the key, and by what carries data-palette. What it
// finds is the component's; the browser gives the focus back when it closes.
import { copy } from "./clipboard.js";

const moving = new Set(["ArrowDown", "ArrowUp", "Home", "End", "Enter"]);
let dialog = null;
let stop = null;

export function attach(element, component) {
  detach();
  dialog = element;
  stop = new AbortController();
  const { signal } = stop;
  addEventListener("keydown", (event) => onKey(event, component), { capture: true, signal });
  document.addEventListener("click", (event) => event.target.closest?.("[data-palette]") && open(component), { signal });
  dialog.addEventListener("keydown", onKeyInside, { signal });
  dialog.addEventListener("click", (event) => (event.target === dialog || event.target.closest("[data-close]")) && close(), { signal });
  dialog.addEventListener("close", () => tell(component, "OnBrowserClosed"), { signal });
  dialog.dataset.ready = "true";
}

export function detach() {
  stop?.abort();
  dialog?.close?.();
  dialog = null;
}

export function close() {
  dialog?.close();
}

export function show(id) {
  document.getElementById(id)?.scrollIntoView({ block: "nearest" });
}

export function download(address) {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}

export async function copyLink(address) {
  try {
    await copy(new URL(address, location.href).href);
    return true;
  } catch {
    return false;
  }
}

function open(component) {
  if (!dialog || dialog.open) return;
  dialog.querySelector("input").value = "";
  dialog.showModal();
  tell(component, "OnBrowserOpenAsync");
}

function tell(component, what) {
  component.invokeMethodAsync(what).catch(() => {});
}

function onKey(event, component) {
  const isOurs = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
  if (!isOurs || event.isComposing) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (dialog?.open) close();
  else open(component);
}

// The page below is not to hear of its shortcuts, nor the field of what moves through the list.
function onKeyInside(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) event.stopPropagation();
  else if (moving.has(event.key) && event.target.matches("input")) event.preventDefault();
}
