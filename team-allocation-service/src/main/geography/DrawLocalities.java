import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Draws Lancashire's 25 locality teams once, from the public geography; not part of the build.
 *
 * <p>Run {@code java src/main/geography/DrawLocalities.java <folder with lancashire12_postcodes.csv and lancashire12_lsoa21_imd.csv>
 * src/main/resources/county/E10000017}. The same input gives the same output, byte for byte.
 *
 * <p>How: an area is a district crossed with a postcode sector, since outcodes and bare sectors straddle districts. The number of
 * teams of a district is given (proportional to its deprived small areas and its population). A district is cut by straight lines
 * into parts whose postcodes are as even as the areas allow, each part connected in the Gabriel graph of the areas' centres. Room
 * follows need: small areas of the district weighted by deprivation decile, shared out by the team's postcodes.
 */
public final class DrawLocalities {

    /** District, how many teams, and the wave in which they went live: the most deprived first, complete by October 2021. */
    private static final Map<String, Plan> PLANS = plans();

    private static final int ROOM_OF_THE_COUNTY = 7_500;

    private record Plan(int teams, String liveFrom) {}

    private record Area(String code, int postcodes, double east, double north) {}

    private record Team(List<Area> areas) {
        int postcodes() {
            return areas.stream().mapToInt(Area::postcodes).sum();
        }

        double east() {
            return areas.stream().mapToDouble(a -> a.east() * a.postcodes()).sum() / postcodes();
        }

        double north() {
            return areas.stream().mapToDouble(a -> a.north() * a.postcodes()).sum() / postcodes();
        }
    }

    public static void main(String... arguments) throws IOException {
        var from = Path.of(arguments[0]);
        var to = Files.createDirectories(Path.of(arguments[1]));
        var names = new HashMap<String, String>();
        var areas = areas(from.resolve("lancashire12_postcodes.csv"), names);
        var need = need(from.resolve("lancashire12_lsoa21_imd.csv"));
        double allNeed = need.values().stream().mapToDouble(Double::doubleValue).sum();

        var teamLines = new ArrayList<>(List.of("team_code,name,district_code,live_from,capacity_points"));
        var areaLines = new ArrayList<>(List.of("area_code,team_code,postcodes"));
        int number = 0;
        for (var district : areas.entrySet()) {
            var plan = PLANS.get(names.get(district.getKey()));
            var all = new ArrayList<>(district.getValue().values());
            var teams = cut(all, plan.teams(), neighbours(all));
            teams.sort(Comparator.comparingDouble(Team::north).reversed().thenComparing(Team::east));
            int postcodes = teams.stream().mapToInt(Team::postcodes).sum();
            var called = called(teams, names.get(district.getKey()));
            for (int i = 0; i < teams.size(); i++) {
                var team = teams.get(i);
                var code = String.format(Locale.ROOT, "T%02d", ++number);
                double share = need.get(district.getKey()) / allNeed * team.postcodes() / postcodes;
                int room = (int) (Math.round(ROOM_OF_THE_COUNTY * share / 10) * 10);
                teamLines.add(String.join(",", code, called.get(i), district.getKey(), plan.liveFrom(), "" + room));
                team.areas().stream()
                        .sorted(Comparator.comparing(Area::code))
                        .forEach(a -> areaLines.add(a.code() + "," + code + "," + a.postcodes()));
            }
        }
        Files.write(to.resolve("teams.csv"), teamLines);
        Files.write(to.resolve("areas.csv"), areaLines);
    }

    private static Map<String, Plan> plans() {
        var plans = new HashMap<String, Plan>();
        plans.put("Burnley", new Plan(3, "2021-03-01"));
        plans.put("Pendle", new Plan(3, "2021-03-01"));
        plans.put("Hyndburn", new Plan(2, "2021-03-01"));
        plans.put("Preston", new Plan(4, "2021-05-04"));
        plans.put("Rossendale", new Plan(1, "2021-05-04"));
        plans.put("Lancaster", new Plan(3, "2021-07-05"));
        plans.put("Wyre", new Plan(2, "2021-07-05"));
        plans.put("Fylde", new Plan(1, "2021-07-05"));
        plans.put("West Lancashire", new Plan(2, "2021-09-06"));
        plans.put("Chorley", new Plan(2, "2021-09-06"));
        plans.put("South Ribble", new Plan(1, "2021-09-06"));
        plans.put("Ribble Valley", new Plan(1, "2021-09-06"));
        return plans;
    }

    private static TreeMap<String, Map<String, Area>> areas(Path file, Map<String, String> names) throws IOException {
        var sums = new TreeMap<String, Map<String, double[]>>();
        for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
            var cells = line.split(",");
            var inward = cells[0].substring(cells[0].indexOf(' ') + 1);
            var code = cells[2] + ":" + cells[1] + " " + inward.charAt(0);
            names.put(cells[2], cells[3]);
            var sum = sums.computeIfAbsent(cells[2], d -> new TreeMap<>()).computeIfAbsent(code, c -> new double[3]);
            sum[0]++;
            sum[1] += Double.parseDouble(cells[4]);
            sum[2] += Double.parseDouble(cells[5]);
        }
        var areas = new TreeMap<String, Map<String, Area>>();
        sums.forEach((district, of) -> {
            var byCode = new LinkedHashMap<String, Area>();
            of.forEach((code, sum) ->
                    byCode.put(code, new Area(code, (int) sum[0], sum[1] / sum[0], sum[2] / sum[0])));
            areas.put(district, byCode);
        });
        return areas;
    }

    /** Small areas of each district, weighted 10 for the most deprived tenth of England down to 1. */
    private static Map<String, Double> need(Path file) throws IOException {
        var need = new HashMap<String, Double>();
        for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
            var cells = line.split(",");
            need.merge(cells[2], 11.0 - Integer.parseInt(cells[4]), Double::sum);
        }
        return need;
    }

    /** Two areas are neighbours if no third centre lies in the circle between theirs. */
    private static Map<String, Set<String>> neighbours(List<Area> areas) {
        var neighbours = new HashMap<String, Set<String>>();
        areas.forEach(a -> neighbours.put(a.code(), new HashSet<>()));
        for (var a : areas) {
            for (var b : areas) {
                if (a != b && areas.stream().noneMatch(c -> c != a && c != b && square(a, c) + square(b, c) < square(a, b))) {
                    neighbours.get(a.code()).add(b.code());
                }
            }
        }
        return neighbours;
    }

    private static double square(Area a, Area b) {
        return Math.pow(a.east() - b.east(), 2) + Math.pow(a.north() - b.north(), 2);
    }

    private static List<Team> cut(List<Area> areas, int parts, Map<String, Set<String>> neighbours) {
        if (parts == 1) {
            return new ArrayList<>(List.of(new Team(areas)));
        }
        int all = new Team(areas).postcodes();
        int left = parts / 2;
        double best = Double.MAX_VALUE;
        List<Area> one = List.of();
        List<Area> other = List.of();
        for (int degrees = 0; degrees < 360; degrees += 3) {
            double angle = Math.toRadians(degrees);
            var along = areas.stream()
                    .sorted(Comparator.comparingDouble((Area a) -> a.east() * Math.cos(angle) + a.north() * Math.sin(angle))
                            .thenComparing(Area::code))
                    .toList();
            int counted = 0;
            for (int i = 1; i < along.size(); i++) {
                counted += along.get(i - 1).postcodes();
                double off = Math.abs((double) counted / all - (double) left / parts);
                var first = along.subList(0, i);
                var second = along.subList(i, along.size());
                double cost = off + 0.25 * (spread(first) + spread(second)) / spread(areas);
                if (off < 0.12 && cost < best && connected(first, neighbours) && connected(second, neighbours)) {
                    best = cost;
                    one = List.copyOf(first);
                    other = List.copyOf(second);
                }
            }
        }
        var teams = cut(one, left, neighbours);
        teams.addAll(cut(other, parts - left, neighbours));
        return teams;
    }

    /** Mean square distance from the middle, times postcodes: small for compact localities. */
    private static double spread(List<Area> areas) {
        var team = new Team(areas);
        return areas.stream()
                .mapToDouble(a -> a.postcodes() * (Math.pow(a.east() - team.east(), 2) + Math.pow(a.north() - team.north(), 2)))
                .sum();
    }

    private static boolean connected(List<Area> areas, Map<String, Set<String>> neighbours) {
        var unseen = new HashSet<String>();
        areas.forEach(a -> unseen.add(a.code()));
        var next = new ArrayDeque<>(List.of(areas.getFirst().code()));
        unseen.remove(areas.getFirst().code());
        while (!next.isEmpty()) {
            for (String code : neighbours.get(next.poll())) {
                if (unseen.remove(code)) {
                    next.add(code);
                }
            }
        }
        return unseen.isEmpty();
    }

    /** By compass, from the middle of the district: the set of names that turns least from the true directions. */
    private static List<String> called(List<Team> teams, String district) {
        if (teams.size() == 1) {
            return List.of(district);
        }
        double east = teams.stream().mapToDouble(Team::east).average().orElseThrow();
        double north = teams.stream().mapToDouble(Team::north).average().orElseThrow();
        var points = Map.of("North", 90.0, "East", 0.0, "South", 270.0, "West", 180.0);
        double best = Double.MAX_VALUE;
        List<String> chosen = List.of();
        for (var order : orders(List.of("North", "East", "South", "West"), teams.size())) {
            double turned = 0;
            for (int i = 0; i < teams.size(); i++) {
                double is = Math.toDegrees(Math.atan2(teams.get(i).north() - north, teams.get(i).east() - east));
                double off = Math.abs(is - points.get(order.get(i))) % 360;
                turned += Math.pow(Math.min(off, 360 - off), 2);
            }
            if (turned < best) {
                best = turned;
                chosen = order;
            }
        }
        return chosen.stream().map(point -> district + " " + point).toList();
    }

    private static List<List<String>> orders(List<String> of, int length) {
        if (length == 0) {
            return List.of(List.of());
        }
        var orders = new ArrayList<List<String>>();
        for (String first : of) {
            var rest = new ArrayList<>(of);
            rest.remove(first);
            for (var tail : orders(rest, length - 1)) {
                var order = new ArrayList<>(List.of(first));
                order.addAll(tail);
                orders.add(order);
            }
        }
        return orders;
    }

    private DrawLocalities() {}
}
