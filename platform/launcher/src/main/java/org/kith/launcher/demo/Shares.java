package org.kith.launcher.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides a whole number in given proportions so that nothing is lost to rounding (largest remainders). */
final class Shares {

    private Shares() {}

    static int[] apportion(int total, double... weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        var parts = new int[weights.length];
        var remainders = new double[weights.length];
        int given = 0;
        for (int i = 0; i < weights.length; i++) {
            double exact = total * weights[i] / sum;
            parts[i] = (int) exact;
            remainders[i] = exact - parts[i];
            given += parts[i];
        }
        var byRemainder = IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> remainders[i]).reversed())
                .toList();
        for (int i = 0; i < total - given; i++) {
            parts[byRemainder.get(i)]++;
        }
        return parts;
    }

    /** The values, each as often as its share of the total says, in the order given. */
    static <T> List<T> spread(int total, List<T> values, double... weights) {
        var parts = apportion(total, weights);
        var spread = new ArrayList<T>(total);
        for (int i = 0; i < parts.length; i++) {
            for (int n = 0; n < parts[i]; n++) {
                spread.add(values.get(i));
            }
        }
        return spread;
    }
}
