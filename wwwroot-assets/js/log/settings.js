// The reader's choices, kept in this browser.
export function stored(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(`kaggle-runner.log.${name}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function store(name, value) {
  try {
    localStorage.setItem(`kaggle-runner.log.${name}`, JSON.stringify(value));
  } catch {
    // Storage is off: the choice lasts as long as the page.
  }
}
