() => {
  const seen = (node) =>
    node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    !node.disabled &&
    !node.closest("[inert], .visually-hidden, .skip");
  return [...document.querySelectorAll("button, a, input, textarea")]
    .filter((node) => seen(node) && !node.matches(".wordmark, .answer .cite")) // numbers in running text have a wider area
    .map((node) => [node.id || node.className || node.outerHTML.slice(0, 60), node.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.height < 43.5 || box.width < 43.5))
    .map(([name, box]) => `${name} ${box.width}x${box.height}`);
}
