// Charts as SVG. Their figures also stand in a table or a list beside them.

const bar = (share) => svg(
  "svg", { class: "bar", viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" },
  svg("rect", { width: Math.max(0.4, 100 * share), height: 8 }));

// A table whose last column is a bar; `rows` are [label, n, ...more cells].
function barTable(caption, heads, rows, decorate = (cell) => cell) {
  const most = Math.max(1, ...rows.map(([, n]) => n));
  return h("table", { class: "bars" },
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, heads.map((head, i) => h("th", { scope: "col", class: i ? "n" : null }, head)),
      h("td", { class: "barcell" }))),
    h("tbody", {}, rows.map((row, i) => {
      const [label, ...cells] = row;
      return decorate(h("tr", {}, h("th", { scope: "row" }, label),
        cells.map((cell) => h("td", { class: "n" }, typeof cell === "number" ? count(cell) : cell)),
        h("td", { class: "barcell" }, bar(row[1] / most))), i);
    })));
}

const scroller = (label, ...children) =>
  h("div", { class: "scroller", role: "region", "aria-label": label, tabindex: "0" }, children);

function timelineChart({ unit, periods }) {
  const width = 960, height = 200, foot = 24, head = 16, step = width / periods.length;
  const most = Math.max(...periods.map(([, n]) => n));
  const every = Math.ceil(periods.length / 14);
  const y = (n) => (height - head - foot) * n / most;
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart", role: "img",
    "aria-label": `Dates by ${unit}, from ${periods[0][0]} to ${periods.at(-1)[0]}; the table below has the figures.` },
    svg("line", { x1: 0, x2: width, y1: height - foot, y2: height - foot, class: "axis" }),
    periods.map(([label, n], i) => [
      svg("rect", { x: i * step + Math.min(1, step / 8), width: Math.max(0.8, Math.min(56, step - Math.min(2, step / 4))),
        y: height - foot - y(n), height: y(n), class: "column" }, svg("title", {}, `${label}: ${count(n)}`)),
      n === most && svg("text", { x: i * step + Math.min(28, step / 2), y: height - foot - y(n) - 5, class: "value",
        "text-anchor": i * step < 20 ? "start" : i * step > width - 30 ? "end" : "middle" }, count(n)),
      i % every === 0 && svg("text", { x: i * step + 1, y: height - 6, class: "tick" }, label),
    ]));
}

// Degrees east and north to be shown: all places with a margin.
function extent(places) {
  const east = places.map((p) => p.longitude), north = places.map((p) => p.latitude);
  const middle = (list) => (Math.min(...list) + Math.max(...list)) / 2;
  const span = (list) => Math.max(...list) - Math.min(...list);
  const wide = Math.min(360, Math.max(40, span(east) * 1.2, span(north) * 2.4));
  const high = Math.min(180, wide / 2, Math.max(wide * 0.3, span(north) * 1.2));
  const within = (centre, half, limit) => Math.max(-limit + half, Math.min(limit - half, centre));
  const x = within(middle(east), wide / 2, 180), y = within(middle(north), high / 2, 90);
  return { west: x - wide / 2, top: y + high / 2, wide, high };
}

const degrees = (n, plus, minus) => (n === 0 ? "0°" : `${Math.abs(n)}° ${n > 0 ? plus : minus}`);

function graticule(x, y, { west, top, wide, high }, width, height) {
  const step = [30, 20, 10, 5].find((s) => wide / s >= 5) || 5;
  const lines = [];
  for (let at = Math.ceil(west / step) * step; at <= west + wide; at += step) {
    lines.push(svg("line", { x1: x(at), x2: x(at), y1: 0, y2: height, class: at ? "grid" : "grid main" }),
      x(at) > 40 && x(at) < width - 50
        && svg("text", { x: x(at) + 4, y: height - 6, class: "tick" }, degrees(at, "E", "W")));
  }
  for (let at = Math.ceil((top - high) / step) * step; at <= top; at += step) {
    lines.push(svg("line", { x1: 0, x2: width, y1: y(at), y2: y(at), class: at ? "grid" : "grid main" }),
      y(at) > 20 && y(at) < height - 16 && svg("text", { x: 4, y: y(at) - 4, class: "tick" }, degrees(at, "N", "S")));
  }
  return lines;
}

// Names for the largest places, each where it covers no other name; what finds no room stays without.
function placeLabels(dots, width, height, most = 24) {
  const taken = [];
  const free = (box) => box[0] >= 0 && box[2] <= width && box[1] >= 0 && box[3] <= height - 20 &&
    taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
  const labels = [];
  for (const { cx, cy, r, name } of dots) {
    if (labels.length === most) break;
    const long = 7.4 * [...name].length + 4;
    const sides = [[cx + r + 4, cy + 5, "start"], [cx - r - 4, cy + 5, "end"], [cx, cy - r - 5, "middle"],
      [cx, cy + r + 15, "middle"]];
    for (const [lx, ly, anchor] of sides) {
      const left = anchor === "start" ? lx : anchor === "end" ? lx - long : lx - long / 2;
      const box = [left, ly - 13, left + long, ly + 3];
      if (!free(box)) continue;
      taken.push(box);
      labels.push(svg("text", { x: lx, y: ly, "text-anchor": anchor, class: "place" }, name));
      break;
    }
  }
  return labels;
}

function placeMap(places) {
  const width = 960, area = extent(places), scale = width / area.wide, height = area.high * scale;
  const x = (east) => (east - area.west) * scale, y = (north) => (area.top - north) * scale;
  const most = places[0].n_mentions;
  const dots = places.map((p) => ({ ...p, cx: x(p.longitude), cy: y(p.latitude),
    r: 3 + 15 * Math.sqrt(p.n_mentions / most) }));
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart map", role: "img",
    "aria-label": "Places by longitude and latitude; larger dots have more mentions. The list beside it names them." },
    graticule(x, y, area, width, height),
    dots.map((d) => svg("circle", { cx: d.cx, cy: d.cy, r: d.r, class: "dot" },
      svg("title", {}, `${d.name}: ${plural(d.n_mentions, "mention")}`))),
    placeLabels(dots, width, height));
}
