// The part of ECharts that our charts use, as one file: bars, lines, SVG, decals for readers who do not tell colours
// apart, and French. tools/build_web.py bundles it; a page finds it as the global `echarts`.
import { BarChart, LineChart } from "echarts/charts";
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from "echarts/components";
import { registerLocale, use } from "echarts/core";
import french from "echarts/i18n/langFR-obj.js";
import { SVGRenderer } from "echarts/renderers";

use([
  AriaComponent,
  BarChart,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  LineChart,
  MarkAreaComponent,
  MarkLineComponent,
  SVGRenderer,
  TooltipComponent,
]);
registerLocale("FR", french);

export { dispose, getInstanceByDom, init, registerTheme, version } from "echarts/core";
