package org.kith.launcher.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws a county. What is published comes out exact (largest remainders, children counted); what is not is drawn, and the
 * README beside the tables says which is which.
 */
final class CountyGenerator {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    /**
     * Children in the most deprived tenth of areas meet social care about ten times as often as those in the least deprived;
     * each decile in between by the same factor (Child Welfare Inequalities Project).
     */
    private static final double DEPRIVATION_RATIO = 10;

    /** How alike the trio of worries about parents is: alcohol, drugs, domestic abuse, mental health. */
    private static final double TRIO_CORRELATION = 0.4;

    private static final Set<String> TRIO = Set.of("1B", "2B", "3B", "4B");

    /** Our own estimates; nothing is published. */
    private static final double PROTECTED_SHARE_WITH_DOMESTIC_ABUSE = 0.06;

    private static final double IMMEDIATE_DANGER_SHARE = 0.02;
    private static final double DECIDED_IN_TIME_SHARE = 0.92;
    private static final double NHS_NUMBER_SHARE = 0.6;
    private static final double TWO_ADULTS_SHARE = 0.55;
    private static final double CARE_FROM_PLANS_SHARE = 0.6;
    private static final double PLAN_ENDS_SHARE = 0.35;

    /** Earliest and latest return of a family within the year, in days. */
    private static final int SOONEST_RETURN = 28;

    private static final int LATEST_RETURN = 330;

    /** Help that was given before the stretch ended after so many days at the earliest. */
    private static final int SHORTEST_HELP_BEFORE = 14;

    /** Who was in care before the stretch came into it at least so many days before. */
    private static final int IN_CARE_BEFORE = 30;

    private static final int LANDLINES = 1000;
    private static final int TELEPHONES = 2000;

    private final Tables tables;
    private final CountyPlan plan;
    private final Random random;

    private CountyGenerator(Tables tables, CountyPlan plan) {
        this.tables = tables;
        this.plan = plan;
        this.random = new Random(plan.seed());
    }

    static County draw(CountyPlan plan) {
        return draw(Tables.read(), plan);
    }

    static County draw(Tables tables, CountyPlan plan) {
        return new CountyGenerator(tables, plan).county();
    }

    /** A referral while it is drawn. */
    private static final class Draft {
        final DemoFamily family;
        final boolean again;
        final boolean before;
        final LocalDate day;
        Instant receivedAt = Instant.EPOCH;
        String source = "";
        final Set<String> worries = new HashSet<>();
        Episode.Decision decision = Episode.Decision.ACCEPT;

        @Nullable Instant decidedAt;

        final List<ChildOutcome> outcomes = new ArrayList<>();

        @Nullable LocalDate closedOn;

        Draft(DemoFamily family, boolean again, LocalDate day) {
            this(family, again, false, day);
        }

        Draft(DemoFamily family, boolean again, boolean before, LocalDate day) {
            this.family = family;
            this.again = again;
            this.before = before;
            this.day = day;
        }

        int children() {
            return family.children().size();
        }
    }

    private County county() {
        int again = scaled("RE_REFERRALS");
        int twiceInside = again - plan.knownBefore();
        var sizes = familySizes(plan.children() - twiceInside);
        var returning = firstThatSum(shuffled(sizes.size()), sizes::get, twiceInside);
        var firstDays = firstDays(sizes.size(), returning);
        var secondDays = secondDays(firstDays, returning);
        var families = families(sizes, firstDays, secondDays);
        var before = daysBefore(families, firstDays, returning);
        var drafts = new ArrayList<Draft>();
        for (int i = 0; i < families.size(); i++) {
            drafts.add(new Draft(families.get(i), before.containsKey(i), firstDays.get(i)));
            var second = secondDays.get(i);
            if (second != null) {
                drafts.add(new Draft(families.get(i), true, second));
            }
        }
        giveWorries(drafts);
        giveSources(drafts);
        drafts.forEach(draft -> draft.receivedAt = receivedAt(draft));
        drafts.sort(Comparator.comparing((Draft draft) -> draft.receivedAt)
                .thenComparingInt(draft -> draft.family.number())
                .thenComparing(draft -> draft.again));
        decide(drafts);
        giveOutcomes(drafts);
        close(drafts);
        protect(drafts);
        drafts.addAll(0, earlier(families, drafts, before));
        return new County(
                plan.seed(),
                plan.from(),
                plan.to(),
                IntStream.range(0, drafts.size())
                        .mapToObj(i -> episode(i, drafts.get(i)))
                        .toList());
    }

    private int scaled(String figure) {
        return (int) Math.round((double) tables.published(figure) * plan.children() / tables.published("REFERRALS"));
    }

    private int soonest() {
        return (int) Math.min(SOONEST_RETURN, Math.max(1, days() / 4));
    }

    private long days() {
        return ChronoUnit.DAYS.between(plan.from(), plan.to());
    }

    private List<Integer> familySizes(int children) {
        var bands = tables.familySizes();
        double mean =
                bands.stream().mapToDouble(band -> band.from() * band.share()).sum()
                        / bands.stream().mapToDouble(Tables.Band::share).sum();
        int families = Math.max(1, (int) Math.round(children / mean));
        var sizes = new ArrayList<>(Shares.spread(
                families,
                bands.stream().map(Tables.Band::from).toList(),
                bands.stream().mapToDouble(Tables.Band::share).toArray()));
        int missing = children - sizes.stream().mapToInt(Integer::intValue).sum();
        for (; missing > 0; missing--) {
            sizes.add(1);
        }
        for (int i = 0; missing < 0; i++) {
            if (sizes.get(i) > 1) {
                sizes.set(i, sizes.get(i) - 1);
                missing++;
            }
        }
        Collections.shuffle(sizes, random);
        return sizes;
    }

    private List<Integer> shuffled(int size) {
        var numbers = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(numbers, random);
        return numbers;
    }

    /** Takes from the list, in its order, what fits until the sizes add up to the total; small ones fill the end. */
    private static <T> Set<T> firstThatSum(List<T> from, ToIntFunction<T> size, int total) {
        var taken = new HashSet<T>();
        int left = total;
        for (var candidate : from) {
            if (size.applyAsInt(candidate) <= left) {
                taken.add(candidate);
                left -= size.applyAsInt(candidate);
            }
        }
        return taken;
    }

    private List<LocalDate> firstDays(int families, Set<Integer> returning) {
        var days = new ArrayList<LocalDate>();
        for (int i = 0; i < families; i++) {
            // who comes back within the stretch came early enough for it
            long last = returning.contains(i) ? Math.max(0, days() - soonest() - days() / 10) : days();
            var day = plan.from().plusDays(random.nextLong(last + 1));
            // two thirds of the weekend's worries wait until Monday
            if (isWeekend(day) && random.nextInt(3) > 0) {
                var monday = day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
                day = monday.isAfter(plan.from().plusDays(last)) ? day : monday;
            }
            days.add(day);
        }
        return days;
    }

    private Map<Integer, LocalDate> secondDays(List<LocalDate> firstDays, Set<Integer> returning) {
        var days = new LinkedHashMap<Integer, LocalDate>();
        for (int i = 0; i < firstDays.size(); i++) {
            if (returning.contains(i)) {
                long room = ChronoUnit.DAYS.between(firstDays.get(i), plan.to());
                int latest = (int) Math.min(LATEST_RETURN, room);
                int later = latest <= soonest() ? Math.max(1, latest) : soonest() + random.nextInt(latest - soonest());
                days.put(i, firstDays.get(i).plusDays(later));
            }
        }
        return days;
    }

    /** On which day before the stretch those were referred who come back in it; every child was born by then. */
    private Map<Integer, LocalDate> daysBefore(
            List<DemoFamily> families, List<LocalDate> firstDays, Set<Integer> returning) {
        var room = new LinkedHashMap<Integer, LocalDate[]>();
        for (int i = 0; i < families.size(); i++) {
            var last = earlier(plan.from().minusDays(1), firstDays.get(i).minusDays(soonest()));
            var first = firstDays.get(i).minusDays(LATEST_RETURN);
            for (var child : families.get(i).children()) {
                first = child.born().isAfter(first) ? child.born() : first;
            }
            if (!returning.contains(i) && first.isBefore(last)) {
                room.put(i, new LocalDate[] {first, last});
            }
        }
        var candidates = new ArrayList<>(room.keySet());
        Collections.shuffle(candidates, random);
        var known = firstThatSum(candidates, i -> families.get(i).children().size(), plan.knownBefore());
        var days = new LinkedHashMap<Integer, LocalDate>();
        known.stream().sorted().forEach(i -> {
            var between = Objects.requireNonNull(room.get(i));
            days.put(i, between[0].plusDays(1 + random.nextLong(ChronoUnit.DAYS.between(between[0], between[1]))));
        });
        return days;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    /** The referrals before the stretch: worries and sender as when the family comes back, help that ended in between. */
    private List<Draft> earlier(List<DemoFamily> families, List<Draft> drafts, Map<Integer, LocalDate> days) {
        var comesBack = new HashMap<Integer, Draft>();
        drafts.stream().filter(draft -> draft.again).forEach(draft -> comesBack.put(draft.family.number(), draft));
        var earlier = new ArrayList<Draft>();
        days.forEach((number, day) -> {
            var back = Objects.requireNonNull(comesBack.get(families.get(number).number()));
            var draft = new Draft(families.get(number), false, true, day);
            draft.worries.addAll(back.worries);
            draft.source = back.source;
            draft.receivedAt = receivedAt(draft);
            draft.decidedAt = decidedAt(draft.receivedAt);
            var first = day.plusDays(SHORTEST_HELP_BEFORE);
            var last = lastDayBeforeTheMonthOf(back.day);
            if (!first.isAfter(last)) {
                draft.closedOn = first.plusDays(random.nextLong(ChronoUnit.DAYS.between(first, last) + 1));
            }
            earlier.add(draft);
        });
        earlier.sort(Comparator.comparing((Draft draft) -> draft.receivedAt)
                .thenComparingInt(draft -> draft.family.number()));
        return earlier;
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
    }

    private List<DemoFamily> families(
            List<Integer> sizes, List<LocalDate> firstDays, Map<Integer, LocalDate> secondDays) {
        int children = sizes.stream().mapToInt(Integer::intValue).sum();
        var ages = agesOfSiblings(children);
        var homes = homes(sizes.size());
        var telephones = shuffled(TELEPHONES);
        var families = new ArrayList<DemoFamily>();
        int next = 0;
        // siblings are near each other in age, families come in any order of age
        var blocks = new ArrayList<List<Integer>>();
        for (int size : sizes.stream().sorted(Comparator.reverseOrder()).toList()) {
            blocks.add(ages.subList(next, next + size));
            next += size;
        }
        Collections.shuffle(blocks, random);
        var bySize = new LinkedHashMap<Integer, List<List<Integer>>>();
        blocks.forEach(block ->
                bySize.computeIfAbsent(block.size(), size -> new ArrayList<>()).add(block));
        for (int i = 0; i < sizes.size(); i++) {
            var block = Objects.requireNonNull(bySize.get(sizes.get(i))).removeLast();
            var last = secondDays.getOrDefault(i, firstDays.get(i));
            families.add(family(i, block, firstDays.get(i), last, homes.get(i), telephones));
        }
        return families;
    }

    /** Ages in months with exactly the shares of the bands, ordered so that neighbours are like siblings. */
    private List<Integer> agesOfSiblings(int children) {
        var bands = Shares.spread(
                children,
                tables.ages(),
                tables.ages().stream().mapToDouble(Tables.Band::share).toArray());
        var near = new ArrayList<double[]>();
        for (var band : bands) {
            int age = band.from() + random.nextInt(band.to() - band.from());
            near.add(new double[] {age, age + random.nextGaussian() * 30});
        }
        near.sort(Comparator.comparingDouble(pair -> pair[1]));
        // groups of neighbours stay together, the groups are shuffled, so that large families are not all of one age
        var groups = new ArrayList<List<double[]>>();
        for (int i = 0; i < near.size(); i += 60) {
            groups.add(near.subList(i, Math.min(i + 60, near.size())));
        }
        Collections.shuffle(groups, random);
        return groups.stream().flatMap(List::stream).map(pair -> (int) pair[0]).toList();
    }

    /** A home for each family, as many in each small area as its deprivation says. */
    private List<String[]> homes(int families) {
        var areas = tables.smallAreas().stream()
                .filter(area -> plan.districts().isEmpty() || plan.districts().contains(area.district()))
                .toList();
        var homes = new ArrayList<>(Shares.spread(
                        families,
                        areas,
                        areas.stream()
                                .mapToDouble(area -> Math.pow(DEPRIVATION_RATIO, (10 - area.decile()) / 9.0))
                                .toArray())
                .stream()
                .map(this::home)
                .toList());
        Collections.shuffle(homes, random);
        return homes;
    }

    private String[] home(Tables.SmallArea area) {
        var postcodes = Objects.requireNonNull(tables.postcodes().get(area.district()), area.district());
        return new String[] {area.district(), postcodes.get(random.nextInt(postcodes.size()))};
    }

    private DemoFamily family(
            int number,
            List<Integer> ages,
            LocalDate referredOn,
            LocalDate referredLast,
            String[] home,
            List<Integer> telephones) {
        var name = MadeUpNames.family(random.nextInt(MadeUpNames.FAMILY.size()));
        var children = new ArrayList<DemoChild>();
        var taken = new HashSet<String>();
        for (int i = 0; i < ages.size(); i++) {
            boolean girl = random.nextBoolean();
            var given = pick(girl ? MadeUpNames.GIRLS : MadeUpNames.BOYS);
            while (!taken.add(given)) {
                given = pick(girl ? MadeUpNames.GIRLS : MadeUpNames.BOYS);
            }
            int months = ages.get(i);
            boolean expected = months < 0;
            var born = expected
                    ? referredOn.plusDays(10L + random.nextInt(170))
                    : stillChild(referredOn.minusMonths(months).minusDays(random.nextInt(28)), referredLast);
            var nhs = !expected && random.nextDouble() < NHS_NUMBER_SHARE ? nhsNumber(number * 8 + i) : null;
            children.add(new DemoChild(given, name, born, expected, expected ? "U" : girl ? "F" : "M", nhs));
        }
        var adults = new ArrayList<DemoAdult>();
        adults.add(adult(MadeUpNames.WOMEN, name, "MOTHER", referredOn, telephones, number));
        if (random.nextDouble() < TWO_ADULTS_SHARE) {
            var other = random.nextInt(3) == 0 ? MadeUpNames.family(random.nextInt(MadeUpNames.FAMILY.size())) : name;
            adults.add(adult(MadeUpNames.MEN, other, "FATHER", referredOn, telephones, TELEPHONES));
        }
        // the number makes each home its own
        var line = (1 + number) + " " + pick(MadeUpNames.STREETS);
        return new DemoFamily(number, List.copyOf(children), List.copyOf(adults), line, home[0], home[1], false);
    }

    /** Not yet eighteen when the family comes back. */
    private static LocalDate stillChild(LocalDate born, LocalDate referredLast) {
        var earliest = referredLast.minusYears(18).plusDays(7);
        return born.isBefore(earliest) ? earliest : born;
    }

    private DemoAdult adult(
            List<String> names,
            String familyName,
            String kind,
            LocalDate referredOn,
            List<Integer> telephones,
            int at) {
        var born = random.nextInt(3) == 0 ? null : referredOn.minusDays(365L * 20 + random.nextInt(365 * 28));
        var telephone = at < telephones.size() ? telephone(telephones.get(at)) : null;
        return new DemoAdult(pick(names), familyName, born, kind, telephone);
    }

    /** From the ranges kept for drama; each number once. */
    private static String telephone(int number) {
        return number < LANDLINES
                ? String.format(Locale.ROOT, "01632 960%03d", number)
                : String.format(Locale.ROOT, "07700 900%03d", number - LANDLINES);
    }

    /** From 999 000 0000 on, which is never given to a person; null where the check digit cannot be had. */
    private @Nullable String nhsNumber(int number) {
        var digits = String.format(
                Locale.ROOT,
                "999%06d",
                Math.floorMod(number * 7L + plan.lane() + plan.seed() % 1000 * 30_009, 999_999));
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (digits.charAt(i) - '0') * (10 - i);
        }
        int check = (11 - sum % 11) % 11;
        return check == 10 ? null : digits + check;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Exactly as many referrals with each worry as the share says; those about parents come together. */
    private void giveWorries(List<Draft> drafts) {
        var alike = drafts.stream().mapToDouble(draft -> random.nextGaussian()).toArray();
        double episodes = tables.published("FACTOR_EPISODES");
        tables.factors().forEach((code, count) -> {
            double rho = TRIO.contains(code) ? TRIO_CORRELATION : 0;
            var leaning = new double[drafts.size()];
            for (int i = 0; i < leaning.length; i++) {
                leaning[i] = Math.sqrt(rho) * alike[i] + Math.sqrt(1 - rho) * random.nextGaussian();
            }
            IntStream.range(0, leaning.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> leaning[i])
                            .reversed())
                    .limit(Math.round(drafts.size() * count / episodes))
                    .forEach(i -> drafts.get(i).worries.add(code));
        });
        // a referral without any worry takes one from another that has several, so that no share changes
        var rich = new ArrayList<>(
                drafts.stream().filter(draft -> draft.worries.size() > 2).toList());
        for (var poor : drafts) {
            if (poor.worries.isEmpty() && !rich.isEmpty()) {
                var from = rich.removeLast();
                var code = Collections.min(from.worries);
                from.worries.remove(code);
                poor.worries.add(code);
                if (from.worries.size() > 2) {
                    rich.addFirst(from);
                }
            }
        }
        drafts.stream().filter(draft -> draft.worries.isEmpty()).forEach(draft -> draft.worries.add("20"));
    }

    /** Each referral a source, likelier the more of its children are still to come; children counted. */
    private void giveSources(List<Draft> drafts) {
        var codes = List.copyOf(tables.sources().keySet());
        var left = Shares.apportion(
                drafts.stream().mapToInt(Draft::children).sum(),
                tables.sources().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
        var bySize = new ArrayList<>(drafts);
        Collections.shuffle(bySize, random);
        bySize.sort(Comparator.comparingInt(Draft::children).reversed());
        for (var draft : bySize) {
            int sum = 0;
            for (int some : left) {
                sum += Math.max(0, some);
            }
            int at = random.nextInt(Math.max(1, sum));
            int source = 0;
            while (source < left.length - 1 && at >= Math.max(0, left[source])) {
                at -= Math.max(0, left[source]);
                source++;
            }
            left[source] -= draft.children();
            draft.source = codes.get(source);
        }
    }

    private Instant receivedAt(Draft draft) {
        boolean aroundTheClock =
                draft.source.startsWith("6") || draft.source.startsWith("1") || draft.source.equals("3E");
        var time = aroundTheClock
                ? LocalTime.of(random.nextInt(24), random.nextInt(60))
                : LocalTime.of(8 + random.nextInt(10), random.nextInt(60));
        return LocalDateTime.of(draft.day, time).atZone(ENGLAND).toInstant();
    }

    private void decide(List<Draft> drafts) {
        var returning = new HashSet<DemoFamily>();
        drafts.stream().filter(draft -> draft.again).forEach(draft -> returning.add(draft.family));
        var candidates = new ArrayList<>(drafts.stream()
                .filter(draft -> !returning.contains(draft.family))
                .toList());
        Collections.shuffle(candidates, random);
        boolean signpost = false;
        for (var draft : new ArrayList<>(firstThatSum(candidates, Draft::children, scaled("NO_FURTHER_ACTION")))
                .stream()
                        .sorted(Comparator.comparingInt(draft -> draft.family.number()))
                        .toList()) {
            draft.decision = signpost ? Episode.Decision.SIGNPOST : Episode.Decision.DECLINE;
            signpost = !signpost;
        }
        for (int i = 0; i < drafts.size() - plan.undecided(); i++) {
            drafts.get(i).decidedAt = decidedAt(drafts.get(i).receivedAt);
        }
    }

    /** Most within one working day; the rest a working day late. */
    private Instant decidedAt(Instant receivedAt) {
        var received = receivedAt.atZone(ENGLAND);
        boolean sameDay = !isWeekend(received.toLocalDate()) && received.getHour() < 12 && random.nextBoolean();
        if (sameDay) {
            return received.plusMinutes(30L + random.nextInt(240)).toInstant();
        }
        var day = received.toLocalDate();
        for (int more = random.nextDouble() < DECIDED_IN_TIME_SHARE ? 1 : 2; more > 0; ) {
            day = day.plusDays(1);
            more -= isWeekend(day) ? 0 : 1;
        }
        return day.atTime(9 + random.nextInt(8), random.nextInt(60))
                .atZone(ENGLAND)
                .toInstant();
    }

    private void giveOutcomes(List<Draft> drafts) {
        var accepted = new ArrayList<>(drafts.stream()
                .filter(draft -> draft.decision == Episode.Decision.ACCEPT && draft.decidedAt != null)
                // time for something to have happened
                .filter(draft -> draft.day.plusDays(days() / 8).isBefore(plan.to()))
                .toList());
        // one story a family
        var seen = new HashSet<DemoFamily>();
        accepted.removeIf(draft -> !seen.add(draft.family));
        Collections.shuffle(accepted, random);
        var onPlans = inOrder(firstThatSum(accepted, Draft::children, scaled("PROTECTION_PLAN_STARTS")));
        for (var draft : onPlans) {
            var start = between(draft.day.plusDays(3), draft.day.plusDays(40));
            boolean ends =
                    random.nextDouble() < PLAN_ENDS_SHARE && start.plusDays(60).isBefore(plan.to());
            var end = ends ? between(start.plusDays(60), plan.to()) : null;
            for (int child = 0; child < draft.children(); child++) {
                draft.outcomes.add(new ChildOutcome(child, ChildOutcome.PLAN_START, start));
                if (end != null) {
                    draft.outcomes.add(new ChildOutcome(child, ChildOutcome.PLAN_END, end));
                }
            }
        }
        var others = new ArrayList<>(accepted);
        others.removeAll(new HashSet<>(onPlans));
        int entries = scaled("CARE_ENTRIES");
        var fromPlans = firstThatSum(
                onPlans.stream()
                        .filter(draft ->
                                draft.outcomes.stream().noneMatch(o -> o.kind().equals(ChildOutcome.PLAN_END)))
                        .toList(),
                Draft::children,
                (int) Math.round(entries * CARE_FROM_PLANS_SHARE));
        int left = entries - fromPlans.stream().mapToInt(Draft::children).sum();
        var entering = new ArrayList<>(inOrder(fromPlans));
        entering.addAll(inOrder(firstThatSum(others, Draft::children, left)));
        others.removeAll(new HashSet<>(entering));
        int orders = scaled("CARE_ORDERS_AT_START");
        int exits = scaled("CARE_EXITS");
        for (var draft : entering) {
            var entry = between(draft.day.plusDays(5), draft.day.plusDays(120));
            boolean goesHome = random.nextInt(5) == 0
                    && exits >= draft.children()
                    && entry.plusDays(14).isBefore(plan.to());
            var exit = goesHome ? between(entry.plusDays(14), plan.to()) : null;
            boolean order = orders >= draft.children();
            for (int child = 0; child < draft.children(); child++) {
                draft.outcomes.add(new ChildOutcome(child, ChildOutcome.CARE_ENTRY, entry));
                if (order) {
                    orders--;
                    draft.outcomes.add(new ChildOutcome(child, ChildOutcome.PROCEEDINGS_ISSUED, entry));
                    // 26 weeks is the limit that the law sets
                    if (entry.plusWeeks(26).isBefore(plan.to())) {
                        draft.outcomes.add(
                                new ChildOutcome(child, ChildOutcome.PROCEEDINGS_CONCLUDED, entry.plusWeeks(26)));
                    }
                }
                if (exit != null) {
                    exits--;
                    draft.outcomes.add(new ChildOutcome(child, ChildOutcome.CARE_EXIT, exit));
                }
            }
        }
        // most who leave care in a year came into it before the year
        others.removeIf(draft -> draft.family.children().stream()
                .anyMatch(child -> child.born().isAfter(plan.from().minusDays(IN_CARE_BEFORE))));
        for (var draft : inOrder(firstThatSum(others, Draft::children, exits))) {
            var entry = plan.from().minusDays(IN_CARE_BEFORE + random.nextInt(700));
            var exit = between(draft.day.plusDays(1), plan.to());
            for (int child = 0; child < draft.children(); child++) {
                var born = draft.family.children().get(child).born();
                draft.outcomes.add(
                        new ChildOutcome(child, ChildOutcome.CARE_ENTRY, entry.isAfter(born) ? entry : born));
                draft.outcomes.add(new ChildOutcome(child, ChildOutcome.CARE_EXIT, exit));
            }
        }
        drafts.forEach(draft -> draft.outcomes.sort(Comparator.comparing(ChildOutcome::happenedOn)));
    }

    private static List<Draft> inOrder(Set<Draft> drafts) {
        return drafts.stream()
                .sorted(Comparator.comparingInt(draft -> draft.family.number()))
                .toList();
    }

    /** A day in between, none after the end of the stretch. */
    private LocalDate between(LocalDate first, LocalDate last) {
        var end = last.isAfter(plan.to()) ? plan.to() : last;
        long room = ChronoUnit.DAYS.between(first, end);
        return room <= 0 ? end : first.plusDays(random.nextLong(room + 1));
    }

    /** Ends help where the published durations end it; help does not end while a child is in care or has a plan. */
    private void close(List<Draft> drafts) {
        var accepted = drafts.stream()
                .filter(draft -> draft.decision == Episode.Decision.ACCEPT && draft.decidedAt != null)
                .toList();
        var next = new LinkedHashMap<DemoFamily, LocalDate>();
        drafts.stream().filter(draft -> draft.again).forEach(draft -> next.put(draft.family, draft.day));
        var bands = Shares.spread(
                accepted.size(),
                tables.durations(),
                tables.durations().stream().mapToDouble(Tables.Band::share).toArray());
        Collections.shuffle(bands, random);
        var ofFamily = new LinkedHashMap<DemoFamily, List<ChildOutcome>>();
        drafts.forEach(draft -> ofFamily.computeIfAbsent(draft.family, family -> new ArrayList<>())
                .addAll(draft.outcomes));
        for (int i = 0; i < accepted.size(); i++) {
            var draft = accepted.get(i);
            var band = bands.get(i);
            var end = draft.day.plusDays(band.from() + random.nextInt(band.to() - band.from()));
            var limit = draft.again ? plan.to() : lastDayBeforeTheMonthOf(next.get(draft.family));
            if (!end.isAfter(limit) && isOver(Objects.requireNonNull(ofFamily.get(draft.family)), end)) {
                draft.closedOn = end;
            }
        }
    }

    /** A county is played month by month, so help ends in an earlier month than the one the family comes back in. */
    private LocalDate lastDayBeforeTheMonthOf(@Nullable LocalDate comesBack) {
        return comesBack == null ? plan.to() : comesBack.withDayOfMonth(1).minusDays(1);
    }

    private static boolean isOver(List<ChildOutcome> outcomes, LocalDate end) {
        if (outcomes.stream().anyMatch(outcome -> outcome.happenedOn().isAfter(end))) {
            return false;
        }
        return count(outcomes, ChildOutcome.CARE_ENTRY) == count(outcomes, ChildOutcome.CARE_EXIT)
                && count(outcomes, ChildOutcome.PLAN_START) == count(outcomes, ChildOutcome.PLAN_END);
    }

    private static long count(List<ChildOutcome> outcomes, String kind) {
        return outcomes.stream().filter(outcome -> outcome.kind().equals(kind)).count();
    }

    /** Some addresses must be kept from the second adult, where a parent suffers domestic abuse. */
    private void protect(List<Draft> drafts) {
        var safe = new LinkedHashMap<Integer, DemoFamily>();
        for (var draft : drafts) {
            if (!draft.again
                    && draft.worries.contains("3B")
                    && draft.family.adults().size() > 1
                    && random.nextDouble() < PROTECTED_SHARE_WITH_DOMESTIC_ABUSE / TWO_ADULTS_SHARE) {
                var family = draft.family;
                safe.put(
                        family.number(),
                        new DemoFamily(
                                family.number(),
                                family.children(),
                                family.adults(),
                                family.addressLine(),
                                family.district(),
                                family.postcode(),
                                true));
            }
        }
        protectedFamilies = safe;
    }

    private Map<Integer, DemoFamily> protectedFamilies = Map.of();

    private Episode episode(int number, Draft draft) {
        return new Episode(
                number,
                protectedFamilies.getOrDefault(draft.family.number(), draft.family),
                draft.before,
                draft.again,
                draft.receivedAt,
                draft.source,
                draft.worries.stream().sorted().toList(),
                random.nextDouble() < IMMEDIATE_DANGER_SHARE,
                draft.decision,
                draft.decidedAt,
                List.copyOf(draft.outcomes),
                draft.closedOn);
    }
}
