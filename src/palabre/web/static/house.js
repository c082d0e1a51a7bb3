// What the pages cannot do by themselves: draw a chart from the table beside it, keep addresses short,
// and give the focus back after a part of the list came in.
(() => {
  "use strict";

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const charts = new Map();

  // A table of figures: a column of labels, then one for each series, then what was not heard.
  function figuresOf(table) {
    const names = [...table.tHead.rows[0].cells].filter((cell) => "series" in cell.dataset);
    const rows = [...table.tBodies[0].rows].map((row) => ({
      label: row.cells[0].textContent.trim(),
      counts: [...row.querySelectorAll("td[data-value]")].map((cell) => ({
        value: Number(cell.dataset.value),
        shown: cell.textContent,
      })),
      gap: "gap" in row.dataset ? row.cells[row.cells.length - 1].textContent.trim() : "",
      link: row.cells[0].querySelector("a"),
    }));
    return { names: names.map((cell) => cell.textContent.trim()), rows };
  }

  const DASHES = ["solid", [7, 3], [2, 3], [10, 3, 2, 3]];
  const SYMBOLS = ["circle", "rect", "triangle", "diamond"];
  const TEXTURES = [
    null,
    { dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: Math.PI / 4 },
    { dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: -Math.PI / 4 },
    { symbol: "circle", dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [5, 0], symbolSize: 0.6 },
  ];
  const HUES = 6;

  // Series are told apart by colour and by another sign as well: dashes and marks on lines, textures on bars.
  function seriesOf(drawn, name, place, rows) {
    const hue = drawn === "bars" ? colour("--bar") : colour(`--series-${(place % HUES) + 1}`);
    const values = rows.map((one) => one.counts[place].value);
    if (drawn === "lines") {
      return {
        name,
        type: "line",
        data: values,
        z: 3,
        symbol: SYMBOLS[place % SYMBOLS.length],
        symbolSize: rows.length > 60 ? 0 : 6,
        color: hue,
        lineStyle: { color: hue, width: 2, type: DASHES[place % DASHES.length] },
        emphasis: { disabled: true },
      };
    }
    const texture = drawn === "stacked" ? TEXTURES[place % TEXTURES.length] : null;
    return {
      name,
      type: "bar",
      stack: drawn === "stacked" ? "all" : undefined,
      data: values,
      barWidth: "75%",
      z: 2,
      color: hue,
      itemStyle: { color: hue, decal: texture ? { color: colour("--surface"), ...texture } : undefined },
      emphasis: { disabled: true },
    };
  }

  function optionOf(holder, { names, rows }) {
    const drawn = holder.dataset.drawn || "bars";
    const totals = rows.map((one) =>
      drawn === "stacked" ? one.counts.reduce((all, count) => all + count.value, 0) : Math.max(...one.counts.map((c) => c.value)),
    );
    const top = Math.max(1, ...totals);
    const quiet = { color: colour("--quiet"), fontFamily: "inherit", fontSize: 12 };
    const labels = rows.map((one) => one.label);
    return {
      animation: false,
      grid: { left: 8, right: 8, top: names.length > 1 ? 34 : 12, bottom: 8, containLabel: true },
      legend: {
        show: names.length > 1,
        type: "plain",
        left: 0,
        top: 0,
        itemWidth: 32,
        itemGap: 18,
        itemStyle: { borderWidth: 0 },
        textStyle: { color: colour("--ink"), fontFamily: "inherit", fontSize: 12 },
        selectedMode: false,
      },
      tooltip: {
        trigger: "axis",
        renderMode: "richText",
        confine: true,
        axisPointer: { type: "shadow", axis: "x" },
        backgroundColor: colour("--surface"),
        borderColor: colour("--line"),
        textStyle: { color: colour("--ink"), fontSize: 13 },
        formatter: (pointed) => {
          const one = rows[[pointed].flat()[0].dataIndex];
          const counts = one.counts.map((count, place) => `${names.length > 1 ? names[place] : holder.dataset.postsName} ${count.shown}`);
          return [one.label, ...counts, ...(one.gap ? [one.gap] : [])].join("\n");
        },
      },
      xAxis: [
        {
          type: "category",
          data: labels,
          axisLine: { lineStyle: { color: colour("--line") } },
          axisTick: { show: false },
          axisLabel: { ...quiet, hideOverlap: true, alignMinLabel: "left", alignMaxLabel: "right" },
        },
        { type: "category", data: labels, show: false },
      ],
      yAxis: {
        type: "value",
        minInterval: 1,
        axisLabel: { ...quiet, formatter: (value) => value.toLocaleString(document.documentElement.lang) },
        splitLine: { lineStyle: { color: colour("--line") } },
      },
      series: [
        {
          type: "bar",
          xAxisIndex: 1,
          data: rows.map((one) => (one.gap ? top : null)),
          barWidth: "100%",
          silent: true,
          z: 1,
          itemStyle: {
            color: colour("--gap"),
            decal: { color: colour("--gap-hatch"), dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4 },
          },
        },
        ...names.map((name, place) => seriesOf(drawn, name, place, rows)),
      ],
    };
  }

  function draw(holder) {
    const table = document.getElementById(holder.dataset.chart);
    if (!table || !window.echarts) return;
    holder.hidden = false;
    const chart = charts.get(holder) || begun(holder);
    const figures = figuresOf(table);
    holder.classList.toggle("leads", figures.rows.some((one) => one.link));
    chart.setOption(optionOf(holder, figures), true);
  }

  // A bar leads where its line of the table does; whoever does not point finds the links in the table.
  function begun(holder) {
    const chart = window.echarts.init(holder, null, { renderer: "svg" });
    charts.set(holder, chart);
    chart.getZr().on("click", (event) => {
      const table = document.getElementById(holder.dataset.chart);
      if (!table || !chart.containPixel("grid", [event.offsetX, event.offsetY])) return;
      const place = chart.convertFromPixel({ xAxisIndex: 0 }, event.offsetX);
      figuresOf(table).rows[place]?.link?.click();
    });
    return chart;
  }

  function drawAll() {
    for (const [holder, chart] of charts) {
      if (!holder.isConnected) {
        chart.dispose();
        charts.delete(holder);
      }
    }
    document.querySelectorAll("[data-chart]").forEach(draw);
  }

  // The query is read while it is typed: its field is right or wrong as the sentences below it say.
  function markQuery() {
    const query = document.getElementById("f-query");
    if (query) query.setAttribute("aria-invalid", String(document.querySelector("#reading .error") !== null));
  }

  // Files larger than the disk has room for are told before they are sent; those sent bring the date of their last change.
  document.addEventListener("change", (event) => {
    const chosen = event.target;
    if (!(chosen instanceof HTMLInputElement) || chosen.type !== "file") return;
    const files = [...chosen.files];
    const isTooMuch = files.reduce((sum, one) => sum + one.size, 0) > Number(chosen.dataset.largest);
    chosen.setCustomValidity(isTooMuch ? chosen.dataset.tooLarge : "");
    chosen.reportValidity();
    chosen.form.elements.changed.value = files.map((one) => one.lastModified).join(",");
  });

  document.addEventListener("submit", (event) => {
    const told = event.target.querySelector("#sending");
    if (told) told.hidden = false;
  });

  // An empty field asks for nothing: it has no place in the address. A form that changes something is sent whole.
  document.addEventListener("formdata", (event) => {
    if (event.target.method !== "get") return;
    for (const [name, value] of [...event.formData]) {
      if (value === "") event.formData.delete(name);
    }
  });

  // The link that asked for more posts goes away with its line: the reader goes on at the first of them.
  let goesOnAfter = null;
  document.addEventListener("htmx:before:request", (event) => {
    const source = event.target;
    const line = source instanceof Element ? source.closest(".posts > li.next") : null;
    goesOnAfter = line && line.contains(document.activeElement) ? line.previousElementSibling : null;
  });
  document.addEventListener("htmx:after:swap", () => {
    drawAll();
    markQuery();
    const next = goesOnAfter && goesOnAfter.nextElementSibling;
    if (next) next.querySelector("a")?.focus({ preventScroll: true });
    goesOnAfter = null;
  });

  let waiting = 0;
  window.addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => charts.forEach((chart) => chart.resize()), 100);
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  // On paper everything is light, and as wide as the sheet.
  const PAPER = 680;
  window.addEventListener("beforeprint", () => {
    document.documentElement.dataset.printing = "";
    drawAll();
    charts.forEach((chart) => chart.resize({ width: PAPER }));
  });
  window.addEventListener("afterprint", () => {
    delete document.documentElement.dataset.printing;
    drawAll();
    charts.forEach((chart) => chart.resize({ width: "auto" }));
  });
  drawAll();
})();
