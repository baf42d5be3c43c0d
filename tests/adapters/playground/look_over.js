// Looks a page over and returns what is wrong with it.
() => {
  const NAMED = "a, button, input:not([type=hidden]), select, textarea, nav, dialog, [role]";
  const faults = [];
  const visible = (each) => each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length > 0;
  for (const each of document.querySelectorAll(NAMED)) {
    const name = each.ariaLabel || each.labels?.[0]?.textContent || each.ariaLabelledByElements?.[0]?.textContent
      || (each.matches("a, button") ? each.textContent : each.matches("[role=status], [role=alert], svg") ? "-" : "");
    if (visible(each) && !name.trim()) faults.push("no name: " + each.outerHTML.slice(0, 120));
  }
  const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push("twice: " + id);
  for (const name of ["aria-describedby", "aria-labelledby", "for", "popovertarget"])
    for (const each of document.querySelectorAll(`[${name}]`))
      for (const id of each.getAttribute(name).split(" ")) if (!ids.includes(id)) faults.push("nowhere: " + id);

  const rgb = (text) => text.match(/[\d.]+/g).map(Number);
  const behind = (each) => {
    for (let at = each; at; at = at.parentElement) {
      const [r, g, b, alpha = 1] = rgb(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return [r, g, b];
    }
    return rgb(getComputedStyle(document.documentElement).backgroundColor);
  };
  const light = ([r, g, b]) => [r, g, b]
    .map((part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = 0;
  while (texts.nextNode()) {
    const each = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !visible(each) || each.closest("svg, script, :disabled")) continue;
    const [one, other] = [light(rgb(getComputedStyle(each).color)), light(behind(each))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    seen += 1;
    if (contrast < 4.5) faults.push(`contrast ${contrast.toFixed(1)}: ${texts.currentNode.data.trim().slice(0, 40)}`);
  }
  if (seen < 20) faults.push("nothing was looked at");
  return faults;
}
