package org.kith.specialist.digests;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kith.specialist.practitioners.Discipline;
import org.springframework.mail.SimpleMailMessage;

/** What a digest says: disciplines, counts and request numbers. A mailbox is not a safe place, so it names nobody and no place. */
final class DigestMail {

    private DigestMail() {}

    static SimpleMailMessage of(List<DigestLine> lines, String mailbox, DigestSettings settings) {
        var mail = new SimpleMailMessage();
        mail.setFrom(settings.from());
        mail.setTo(mailbox);
        mail.setSubject(
                lines.size() == 1
                        ? "Kith: 1 new request for you"
                        : "Kith: %d new requests for you".formatted(lines.size()));
        mail.setText(text(lines, settings.tray()));
        return mail;
    }

    private static String text(List<DigestLine> lines, String tray) {
        Map<Discipline, List<DigestLine>> byDiscipline =
                lines.stream().collect(Collectors.groupingBy(DigestLine::discipline));
        var text = new StringBuilder("These requests were assigned to you since your last digest.\n");
        byDiscipline.keySet().stream().sorted().forEach(discipline -> {
            var same = byDiscipline.getOrDefault(discipline, List.of());
            text.append("\n%s (%s): %d\n".formatted(discipline.words(), discipline.name(), same.size()));
            same.forEach(line -> text.append("  request %s%s\n"
                    .formatted(line.requestId(), line.urgent() ? ", urgent: a child was said to be in danger" : "")));
        });
        return text.append("\nAccept them or hand them back in your tray: %s\n".formatted(tray))
                .append("You can turn this digest off there. This mail names nobody, on purpose.\n")
                .toString();
    }
}
