// A lost connection is a thin bar that says what is going on. When the dashboard comes back as a new process, the page
// is loaded again: all its state is in its address.
(() => {
  const bar = document.getElementById("components-reconnect-modal");
  const words = bar.querySelector("[data-words]");
  const show = (text) => {
    if (text) words.textContent = text;
    bar.toggleAttribute("data-shown", Boolean(text));
  };

  let waiting = null;
  const comeBack = async () => {
    try {
      const answer = await fetch("/healthz", { cache: "no-store" });
      if (answer.ok) location.reload();
    } catch {
      // Not there yet.
    }
  };

  const wait = () => {
    show("The dashboard does not answer. Runs go on; this page comes back with it.");
    waiting ??= setInterval(comeBack, 2000);
  };

  bar.addEventListener("components-reconnect-state-changed", (event) => {
    switch (event.detail.state) {
      case "show":
      case "retrying":
        show("The connection to the dashboard was lost. Trying to get it back…");
        break;
      case "hide":
        clearInterval(waiting);
        waiting = null;
        show("");
        break;
      case "failed":
        wait();
        break;
      case "rejected":
        location.reload();
        break;
    }
  });

  bar.querySelector("[data-retry]").addEventListener("click", comeBack);
})();
