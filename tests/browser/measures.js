// Measures of a page as it is shown: contrast of every text, size of targets, width of lines.
(() => {
  const parse = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const luminance = ({ r, g, b }) => {
    const [R, G, B] = [r, g, b].map((v) => {
      const c = v / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * R + 0.7152 * G + 0.0722 * B;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.a === 1) return colour;
    }
    return { r: 255, g: 255, b: 255 };
  };
  const shown = (node) => {
    const box = node.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && getComputedStyle(node).visibility === "visible";
  };

  const texts = () => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || !shown(node)) continue;
      found.push([contrast(parse(getComputedStyle(node).color), behind(node)), walker.currentNode.data.trim().slice(0, 40)]);
    }
    return found;
  };

  window.measures = {
    // Texts with less contrast than WCAG AA asks of small print.
    faint: () => texts().filter(([ratio]) => ratio < 4.5),
    // Underlines of statements and borders of fields with less contrast than WCAG AA asks of graphics.
    faintLines: () => [
      ...[...document.querySelectorAll(".st, .speaker")].map((node) => [
        contrast(parse(getComputedStyle(node).textDecorationColor), behind(node)), node.className]),
      ...[...document.querySelectorAll("input:not([type=hidden]), select, textarea")].map((node) => [
        contrast(parse(getComputedStyle(node).borderTopColor), behind(node.parentElement)), node.id]),
    ].filter(([ratio]) => ratio < 3),
    // Controls outside running text that are lower or narrower than 24 pixels and have a neighbour within 24.
    small: () => {
      const boxes = [...document.querySelectorAll("nav a, button, input:not([type=hidden]), select, textarea, .entry > a.num")]
        .filter(shown).map((node) => [node, node.getBoundingClientRect()]);
      const middle = (box) => [box.left + box.width / 2, box.top + box.height / 2];
      return boxes.filter(([, box]) => box.width < 24 || box.height < 24).filter(([node, box]) => boxes.some(([other, near]) => {
        if (other === node) return false;
        const [[x, y], [X, Y]] = [middle(box), middle(near)];
        return Math.hypot(x - X, y - Y) < 24;
      })).map(([node]) => node.outerHTML.slice(0, 80));
    },
    // Characters of each full line of the article's text.
    lines: () => [...document.querySelectorAll(".para")].flatMap((para) => {
      const range = document.createRange();
      const rows = new Map();
      const walker = document.createTreeWalker(para, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.parentElement.closest(".num")) continue;
        for (let i = 0; i < node.length; i += 1) {
          range.setStart(node, i);
          range.setEnd(node, i + 1);
          const { bottom } = range.getBoundingClientRect();
          const row = Math.round(bottom / 8);
          rows.set(row, (rows.get(row) || 0) + 1);
        }
      }
      return [...rows.values()].slice(0, -1);
    }),
    wider: () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    now: () => [...document.querySelectorAll(".entry.now")].map((node) => Number(node.querySelector(".num").textContent)),
    colours: () => [...new Set([...document.querySelectorAll(".st")].map((node) => getComputedStyle(node).textDecorationColor))],
  };
})();
