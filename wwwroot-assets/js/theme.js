// The theme: the system's until one is chosen; the choice is kept by this browser. Runs in <head>, before any paint.
(() => {
  const key = "kaggle-runner.theme";
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const chosen = () => {
    try {
      const value = localStorage.getItem(key);
      return value === "light" || value === "dark" ? value : "system";
    } catch {
      return "system";
    }
  };

  const apply = (choice) => {
    const theme = choice === "system" ? (dark.matches ? "dark" : "light") : choice;
    document.documentElement.dataset.theme = theme;
    document.documentElement.dataset.themeChoice = choice;
  };

  const choose = (choice) => {
    try {
      if (choice === "system") localStorage.removeItem(key);
      else localStorage.setItem(key, choice);
    } catch {
      // Storage is off: the choice lasts as long as the page.
    }
    apply(choice);
  };

  apply(chosen());
  dark.addEventListener("change", () => apply(document.documentElement.dataset.themeChoice));
  addEventListener("storage", (event) => event.key === key && apply(chosen()));
  addEventListener("click", (event) => {
    const element = event.target instanceof Element && event.target.closest("[data-theme-choice]");
    if (element && element !== document.documentElement) choose(element.dataset.themeChoice);
  });
})();
