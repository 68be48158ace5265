// A style sheet that only some of the page needs, added once.

const asked = new Map();

/** Resolves when the sheet applies, or cannot be had. @param {string} href */
export function sheet(href) {
  if (!asked.has(href)) {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
    asked.set(
      href,
      new Promise((done) => {
        link.onload = link.onerror = done;
      }),
    );
    document.head.append(link);
  }
  return asked.get(href);
}
