// What the pages cannot do by themselves: draw a chart from the table beside it, keep addresses short,
// and give the focus back after a part of the list came in.
(() => {
  "use strict";

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const charts = new Map();

  function figuresOf(table) {
    return [...table.tBodies[0].rows].map((row) => ({
      label: row.cells[0].textContent,
      shown: row.cells[1].textContent,
      value: Number(row.dataset.value),
      hasGap: "gap" in row.dataset,
    }));
  }

  function optionOf(holder, figures) {
    const top = Math.max(1, ...figures.map((one) => one.value));
    const quiet = { color: colour("--quiet"), fontFamily: "inherit", fontSize: 12 };
    return {
      animation: false,
      grid: { left: 8, right: 8, top: 12, bottom: 8, containLabel: true },
      tooltip: {
        trigger: "axis",
        renderMode: "richText",
        axisPointer: { type: "shadow", axis: "x" },
        backgroundColor: colour("--surface"),
        borderColor: colour("--line"),
        textStyle: { color: colour("--ink"), fontSize: 13 },
        formatter: (pointed) => {
          const one = figures[[pointed].flat()[0].dataIndex];
          const said = `${one.label}\n${holder.dataset.postsName} ${one.shown}`;
          return one.hasGap ? `${said}\n${holder.dataset.gapName}` : said;
        },
      },
      xAxis: [
        {
          type: "category",
          data: figures.map((one) => one.label),
          axisLine: { lineStyle: { color: colour("--line") } },
          axisTick: { show: false },
          axisLabel: { ...quiet, hideOverlap: true, alignMinLabel: "left", alignMaxLabel: "right" },
        },
        { type: "category", data: figures.map((one) => one.label), show: false },
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
          data: figures.map((one) => (one.hasGap ? top : null)),
          barWidth: "100%",
          silent: true,
          z: 1,
          itemStyle: {
            color: colour("--gap"),
            decal: { color: colour("--gap-hatch"), dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4 },
          },
        },
        {
          type: "bar",
          data: figures.map((one) => one.value),
          barWidth: "75%",
          z: 2,
          itemStyle: { color: colour("--bar") },
          emphasis: { disabled: true },
        },
      ],
    };
  }

  function draw(holder) {
    const table = document.getElementById(holder.dataset.chart);
    if (!table || !window.echarts) return;
    holder.hidden = false;
    const chart = charts.get(holder) || window.echarts.init(holder, null, { renderer: "svg" });
    charts.set(holder, chart);
    chart.setOption(optionOf(holder, figuresOf(table)), true);
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

  // An empty field asks for nothing: it has no place in the address.
  document.addEventListener("formdata", (event) => {
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
  drawAll();
})();
