package org.kith.gateway.live;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.pages.Reader;

/**
 * What an open page is about, as its address says it: {@code screening}, {@code allocation}, {@code requests}, {@code tray},
 * {@code work}, {@code team/T07} or {@code family/} and its id.
 *
 * @param watches where to ask; empty where the reader's roles have nothing to watch
 */
public record Subject(String about, List<Watch> watches) {

    private static final Pattern TEAM = Pattern.compile("[A-Za-z0-9-]{1,20}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** What to watch for this reader; absent for a page that has no live updates. */
    public static Optional<Subject> of(String about, Reader reader) {
        var halves = about.split("/", 2);
        String which = halves.length == 2 ? halves[1] : "";
        return switch (halves[0]) {
            case "screening" -> Optional.of(new Subject(about, List.of(screening())));
            case "allocation" -> Optional.of(new Subject(about, List.of(allocation())));
            case "requests" -> Optional.of(new Subject(about, List.of(requests())));
            case "tray" -> Optional.of(new Subject(about, List.of(tray(reader))));
            case "work" -> Optional.of(new Subject(about, work(reader)));
            case "team" ->
                TEAM.matcher(which).matches()
                        ? Optional.of(new Subject(about, List.of(team(which))))
                        : Optional.empty();
            case "family" ->
                ID.matcher(which).matches()
                        ? Optional.of(new Subject(about, family(UUID.fromString(which))))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Watch screening() {
        return new Watch(
                Neighbour.REFERRAL,
                null,
                List.of(
                        "referral.received.v1",
                        "referral.accepted.v1",
                        "referral.declined.v1",
                        "referral.signposted.v1"),
                null);
    }

    private static Watch allocation() {
        return new Watch(
                Neighbour.ALLOCATION,
                null,
                List.of("family.waiting.v1", "family.allocated.v1", "family.closed.v1"),
                null);
    }

    private static Watch requests() {
        return new Watch(
                Neighbour.SPECIALIST,
                null,
                List.of("specialist.requested.v1", "specialist.assigned.v1", "specialist.ended.v1"),
                null);
    }

    private static Watch tray(Reader reader) {
        return new Watch(
                Neighbour.SPECIALIST, null, List.of("specialist.assigned.v1", "specialist.ended.v1"), reader.id());
    }

    private static Watch team(String code) {
        return new Watch(Neighbour.ALLOCATION, null, List.of(), code);
    }

    private static List<Watch> family(UUID id) {
        return Neighbour.OF_FAMILIES.stream()
                .map(service -> new Watch(service, id, List.of(), null))
                .toList();
    }

    /** One's own list is made of the same queues as the pages they have. */
    private static List<Watch> work(Reader reader) {
        return Stream.of(
                        reader.is("SCREENING_WORKER") ? Stream.of(screening()) : Stream.<Watch>empty(),
                        reader.is("ALLOCATION_DUTY") ? Stream.of(allocation()) : Stream.<Watch>empty(),
                        reader.is("SPECIALIST") ? Stream.of(tray(reader)) : Stream.<Watch>empty(),
                        reader.is("TEAM_MANAGER", "ALLOCATION_DUTY") ? Stream.of(requests()) : Stream.<Watch>empty(),
                        reader.teams().stream().map(team -> team(team.teamCode())))
                .flatMap(watches -> watches)
                .toList();
    }

    /** What the page says, without a word of what it was. */
    public String says(int families) {
        if (about.startsWith("family/")) {
            return "Something about this family has changed since you opened the page.";
        }
        String what = about.equals("screening") ? "referral" : "family";
        String many = about.equals("screening") ? "referrals" : "families";
        return families == 1
                ? "1 " + what + " has changed since you opened the page."
                : families + " " + many + " have changed since you opened the page.";
    }

    /** Every service that has something to say about it. */
    public List<Neighbour> services() {
        return Arrays.stream(Neighbour.values())
                .filter(service -> watches.stream().anyMatch(watch -> watch.service() == service))
                .toList();
    }
}
