package org.kith.launcher.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws latencies as curves: time on a logarithmic scale against the share of all that took no longer. */
final class Plot {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int LEFT = 60;
    private static final int TOP = 40;
    private static final int RIGHT = 740;
    private static final int BOTTOM = 360;
    private static final double SHORTEST = 1;
    private static final double LONGEST = 10_000;
    private static final List<String> COLOURS =
            List.of("#1d70b8", "#d4351c", "#00703c", "#f47738", "#4c2c92", "#28a197");

    private Plot() {}

    static String of(List<Line> lines, Map<String, List<Double>> curves) {
        var svg = new StringBuilder()
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT + 20 * lines.size())
                .append("\" font-family=\"sans-serif\" font-size=\"12\">\n")
                .append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n")
                .append(text(LEFT, 20, "Share of all that took no longer (from when each was meant to begin)"));
        for (double millis = SHORTEST; millis <= LONGEST; millis *= 10) {
            svg.append(String.format(
                    Locale.ROOT, "<path d=\"M%.1f %d V%d\" stroke=\"#ddd\"/>%n", across(millis), TOP, BOTTOM));
            svg.append(text(
                    across(millis) - 12,
                    BOTTOM + 16,
                    millis < 1_000 ? Math.round(millis) + " ms" : Math.round(millis / 1_000) + " s"));
        }
        for (int share : new int[] {0, 25, 50, 75, 90, 99}) {
            svg.append(
                    String.format(Locale.ROOT, "<path d=\"M%d %.1f H%d\" stroke=\"#eee\"/>%n", LEFT, up(share), RIGHT));
            svg.append(text(20, up(share) + 4, share + " %"));
        }
        int number = 0;
        for (var curve : curves.entrySet()) {
            var colour = COLOURS.get(number % COLOURS.size());
            var points = new StringBuilder();
            for (int share = 0; share < curve.getValue().size(); share++) {
                points.append(String.format(
                        Locale.ROOT, "%.1f,%.1f ", across(curve.getValue().get(share)), up(share)));
            }
            svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"")
                    .append(colour)
                    .append("\" points=\"")
                    .append(points)
                    .append("\"/>\n")
                    .append("<g fill=\"")
                    .append(colour)
                    .append("\">")
                    .append(text(LEFT + 12, TOP + 16 + 16 * number, curve.getKey()))
                    .append("</g>\n");
            number++;
        }
        int row = BOTTOM + 50;
        for (var line : lines) {
            svg.append(text(
                    LEFT,
                    row,
                    line.what() + ": " + Report.number(line.value()) + " " + line.unit() + " (" + line.limit() + ")"));
            row += 20;
        }
        return svg.append("</svg>\n").toString();
    }

    private static double across(double millis) {
        double share = Math.log10(Math.clamp(millis, SHORTEST, LONGEST) / SHORTEST) / Math.log10(LONGEST / SHORTEST);
        return LEFT + share * (RIGHT - LEFT);
    }

    private static double up(int share) {
        return BOTTOM - share / 100.0 * (BOTTOM - TOP);
    }

    private static String text(double x, double y, String words) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                x,
                y,
                words.replace("&", "&amp;").replace("<", "&lt;"));
    }
}
