package org.kith.gateway.worries.web;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.drafts.Draft;
import org.kith.gateway.drafts.DraftForm;
import org.kith.gateway.drafts.Drafts;
import org.kith.gateway.neighbours.Away;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.pages.Back;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.pages.Typed;
import org.kith.gateway.pages.Words;
import org.kith.gateway.signin.IntakeLimit;
import org.kith.gateway.signin.SignedIn;
import org.kith.gateway.signin.Tokens;
import org.kith.gateway.worries.Codes;
import org.kith.gateway.worries.Codes.Lists;
import org.kith.gateway.worries.ResumeMail;
import org.kith.gateway.worries.Worries;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/**
 * Raising a worry one thing at a time. What was typed is kept as a draft after each page, so that it is there again under the same
 * address on any device; whoever has no account holds the address, whoever is signed in their own draft.
 */
@Controller
class JourneyController {

    private static final String FIRST = "worry-begin";
    private static final String STEP = "worry-step";
    private static final String CHECK = "worry-check";
    private static final String TASKS = "worry-tasks";

    /** What is left of a draft that was sent, so that a second press of Send shows the same receipt. */
    private static final String SENT = "sent";

    private static final String KEY = "key";

    /** To whom the address of the draft was sent. */
    private static final String MAILED = "resumeSentTo";

    /** Before an address in the count of links sent from there. */
    private static final String MAIL = "mail from ";

    private static final String EMAIL = "referrer.email";
    private static final String TELEPHONE = "referrer.telephone";
    private static final String DANGER = "immediateDanger";
    private static final int CHANGED_MEANWHILE = 409;
    private static final int GONE = 404;

    private final Worries worries;
    private final Drafts drafts;
    private final Codes codes;
    private final Tokens tokens;
    private final IntakeLimit limit;
    private final JsonMapper json;
    private final ResumeMail mail;
    private final Words words;

    JourneyController(
            Worries worries,
            Drafts drafts,
            Codes codes,
            Tokens tokens,
            IntakeLimit limit,
            JsonMapper json,
            ResumeMail mail,
            Words words) {
        this.worries = worries;
        this.drafts = drafts;
        this.codes = codes;
        this.tokens = tokens;
        this.limit = limit;
        this.json = json;
        this.mail = mail;
        this.words = words;
    }

    @GetMapping("/worries/new")
    String begin(
            @RequestParam(required = false) @Nullable String organisation,
            @RequestParam(required = false) @Nullable String source,
            Model model) {
        model.addAttribute("own", OwnLink.of(organisation, source));
        return FIRST;
    }

    @PostMapping("/worries/new")
    String begun(
            @RequestParam(required = false) @Nullable String immediateDanger,
            @RequestParam(required = false) @Nullable String organisation,
            @RequestParam(required = false) @Nullable String source,
            HttpServletResponse response,
            Model model) {
        var own = OwnLink.of(organisation, source);
        var fields = new LinkedHashMap<>(own.fields());
        fields.put(KEY, List.of(UuidCreator.getTimeOrderedEpoch().toString()));
        if (immediateDanger != null) {
            fields.put(DANGER, List.of("yes"));
        }
        try {
            var draft = drafts.begin(token(), DraftForm.REFERRAL, null, fields).answer();
            return "redirect:/worries/" + draft.key() + "/" + JourneyStep.YOU.path();
        } catch (Away away) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            model.addAttribute("problems", Problems.away(away.missing(), words));
            model.addAttribute("danger", immediateDanger != null);
            model.addAttribute("own", own);
            return FIRST;
        }
    }

    private String token() {
        return SignedIn.ifAny().isPresent() ? tokens.mine() : tokens.intake();
    }

    /** What is told already, and what is not. */
    @GetMapping("/worries/{draftKey}")
    String tasks(
            @PathVariable String draftKey,
            @RequestParam(required = false) @Nullable String mailed,
            @RequestParam(required = false) @Nullable String unmailed,
            Model model) {
        var draft = opened(draftKey);
        sayMailed(draft, mailed, model);
        if (unmailed != null) {
            model.addAttribute(
                    "problems",
                    Problems.one("", "The link could not be sent now. Copy it from below, or print this page"));
        }
        if (isSent(draft)) {
            return receipt(draft);
        }
        var items = new ArrayList<Map<String, Object>>();
        for (var step : JourneyStep.values()) {
            boolean told = draft.fields().entrySet().stream()
                    .anyMatch(field -> step.asks(field.getKey())
                            && field.getValue().stream().anyMatch(value -> !value.isBlank()));
            items.add(Map.of(
                    "title",
                    Map.of("text", step.title()),
                    "href",
                    "/worries/" + draftKey + "/" + step.path() + "?back=tasks",
                    "status",
                    told
                            ? Map.of("text", "Told")
                            : Map.of("tag", Map.of("text", "Not yet told", "classes", "govuk-tag--blue"))));
        }
        boolean signedIn = SignedIn.ifAny().isPresent();
        model.addAttribute("link", signedIn ? null : mail.link(draftKey));
        model.addAttribute("mailbox", ResumeMail.isAMailbox(draft.text(EMAIL)) ? draft.text(EMAIL) : null);
        model.addAttribute("mailed", draft.text(MAILED).equals(draft.text(EMAIL)));
        model.addAttribute("telephone", !draft.text(TELEPHONE).isBlank());
        model.addAttribute("tasks", items);
        model.addAttribute("draft", draft);
        model.addAttribute("until", words.day(draft.goneAt()));
        return TASKS;
    }

    @GetMapping("/worries/{draftKey}/{step}")
    String step(
            @PathVariable String draftKey,
            @PathVariable String step,
            @RequestParam(required = false) @Nullable String back,
            @RequestParam(required = false) @Nullable String mailed,
            Model model) {
        var draft = opened(draftKey);
        sayMailed(draft, mailed, model);
        if (isSent(draft)) {
            return receipt(draft);
        }
        if (step.equals("check")) {
            return showCheck(draft, null, model);
        }
        return show(draft, at(step), draft.fields(), back, null, model);
    }

    private static void sayMailed(Draft draft, @Nullable String mailed, Model model) {
        if (mailed != null && !draft.text(MAILED).isEmpty()) {
            model.addAttribute("done", "We sent a link to " + draft.text(MAILED) + ", so that you can go on later.");
        }
    }

    private static JourneyStep at(String path) {
        return JourneyStep.at(path).orElseThrow(() -> new SaidNo(new SaidNo.Said(GONE, "not-found", null, null, null)));
    }

    private Draft opened(String key) {
        return drafts.open(token(), DraftForm.REFERRAL, key).answer();
    }

    private static boolean isSent(Draft draft) {
        return draft.fields().containsKey(SENT);
    }

    private static String receipt(Draft draft) {
        return "redirect:/receipt/" + draft.text(SENT) + "?new";
    }

    /** Keeps what was typed on one page, and goes on; another child or adult opens the same page again. */
    @PostMapping("/worries/{draftKey}/{step}")
    String keep(
            @PathVariable String draftKey,
            @PathVariable String step,
            @RequestParam(defaultValue = "next") String action,
            @RequestParam(required = false) @Nullable String back,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var page = at(step);
        boolean mailed;
        var typed = typedOn(page, request);
        var problems = wrong(page, typed, Typed.in(request));
        try {
            var draft = opened(draftKey);
            if (isSent(draft)) {
                return receipt(draft);
            }
            if (problems != null) {
                response.setStatus(422);
                return show(draft, page, typed, back, problems, model);
            }
            if (!action.equals("next")) {
                typed = flat(JourneyForm.of(typed).after(action), typed);
            } else if (page == JourneyStep.ADULTS) {
                typed = flat(JourneyForm.of(typed).withoutBlankAdults(), typed);
            }
            kept(draft, page, typed);
            mailed = page == JourneyStep.YOU
                    && SignedIn.ifAny().isEmpty()
                    && mailedOnce(draftKey, request.getRemoteAddr());
        } catch (Away away) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return show(null, draftKey, page, typed, back, Problems.away(away.missing(), words), model);
        } catch (SaidNo no) {
            if (no.status() == GONE || no.status() == 401) {
                throw no;
            }
            response.setStatus(no.status());
            return show(null, draftKey, page, typed, back, Problems.of(no.said()), model);
        }
        String on = "redirect:/worries/" + draftKey;
        if (!action.equals("next")) {
            return on + "/" + step + (back == null ? "" : "?back=" + (back.equals("check") ? "check" : "tasks"));
        }
        String told = mailed ? "?mailed" : "";
        if ("tasks".equals(back)) {
            return on + told;
        }
        return on + "/"
                + ("check".equals(back)
                        ? "check"
                        : page.next().map(JourneyStep::path).orElse("check"))
                + told;
    }

    /** Sends the address of the draft to the mailbox that was given, once to each; that it could not be sent holds nobody up. */
    private boolean mailedOnce(String draftKey, String from) {
        var draft = opened(draftKey);
        return !draft.text(MAILED).equals(draft.text(EMAIL)) && mailTo(draft, from);
    }

    private boolean mailTo(Draft draft, String from) {
        String mailbox = draft.text(EMAIL);
        // who sends links to other people's mailboxes is stopped as who sends worries is
        if (!ResumeMail.isAMailbox(mailbox) || limit.waitFor(MAIL + from).isPresent()) {
            return false;
        }
        limit.taken(MAIL + from);
        if (!mail.send(mailbox, draft.key(), draft.goneAt())) {
            return false;
        }
        var fields = new LinkedHashMap<>(draft.fields());
        fields.put(MAILED, List.of(mailbox));
        drafts.keep(token(), DraftForm.REFERRAL, draft.key(), draft.version(), fields)
                .part();
        return true;
    }

    /** Sends the address of the draft once more. What became of it is in the address: nothing here keeps a session. */
    @PostMapping("/worries/{draftKey}/link")
    String mailAgain(@PathVariable String draftKey, HttpServletRequest request) {
        boolean mailed = mailTo(opened(draftKey), request.getRemoteAddr());
        return "redirect:/worries/" + draftKey + (mailed ? "?mailed" : "?unmailed");
    }

    private static Map<String, List<String>> typedOn(JourneyStep page, HttpServletRequest request) {
        var typed = new LinkedHashMap<String, List<String>>();
        request.getParameterMap().forEach((name, values) -> {
            if (page.asks(name)) {
                typed.put(name, Arrays.asList(values));
            }
        });
        return typed;
    }

    /** Keeps the page's fields beside those of the other pages; if another device was faster, beside what it kept. */
    private void kept(Draft draft, JourneyStep page, Map<String, List<String>> typed) {
        try {
            drafts.keep(token(), DraftForm.REFERRAL, draft.key(), draft.version(), beside(draft, page, typed))
                    .answer();
        } catch (SaidNo no) {
            if (no.status() != CHANGED_MEANWHILE) {
                throw no;
            }
            var newer = opened(draft.key());
            drafts.keep(token(), DraftForm.REFERRAL, newer.key(), newer.version(), beside(newer, page, typed))
                    .answer();
        }
    }

    private static Map<String, List<String>> beside(Draft draft, JourneyStep page, Map<String, List<String>> typed) {
        var all = new LinkedHashMap<String, List<String>>();
        draft.fields().forEach((name, values) -> {
            if (!page.asks(name)) {
                all.put(name, values);
            }
        });
        all.putAll(typed);
        return all;
    }

    /** The people of a page after one was added or taken out, again by the names of the fields. */
    private static Map<String, List<String>> flat(WorryForm form, Map<String, List<String>> typed) {
        return JourneyForm.people(form, typed);
    }

    private static @Nullable Problems wrong(JourneyStep page, Map<String, List<String>> fields, Typed typed) {
        var items = new ArrayList<Problems.Item>();
        if (page == JourneyStep.CHILDREN) {
            fields.keySet().stream()
                    .filter(name -> name.endsWith(".day"))
                    .map(name -> name.substring(0, name.length() - ".day".length()))
                    .filter(name -> typed.hasDate(name) && typed.date(name) == null)
                    .forEach(name -> items.add(Problems.about(
                            name, "Give day, month and year as numbers of a real day, such as 30 4 2019")));
            items.addAll(namedTwice(JourneyForm.of(fields).childList()));
        }
        return items.isEmpty() ? null : new Problems(items);
    }

    /** Said while the page is open; the service, which alone decides, looks at how names are written more closely. */
    private static List<Problems.Item> namedTwice(List<WorryForm.Child> children) {
        var items = new ArrayList<Problems.Item>();
        for (int later = 1; later < children.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if (children.get(later).isTheSameAs(children.get(earlier))) {
                    items.add(Problems.about(
                            "children[%d].givenName".formatted(later),
                            "This is child %d once more, by name and birth: leave one of them out"
                                    .formatted(earlier + 1)));
                    break;
                }
            }
        }
        return items;
    }

    private String show(
            Draft draft,
            JourneyStep page,
            Map<String, List<String>> fields,
            @Nullable String back,
            @Nullable Problems problems,
            Model model) {
        return show(draft, draft.key(), page, fields, back, problems, model);
    }

    private String show(
            @Nullable Draft draft,
            String key,
            JourneyStep page,
            Map<String, List<String>> fields,
            @Nullable String back,
            @Nullable Problems problems,
            Model model) {
        var lists = codes.forForm(tokens::intake);
        var all = new HashMap<>(draft == null ? Map.<String, List<String>>of() : draft.fields());
        all.putAll(fields);
        var form = JourneyForm.of(all);
        var worry = WorryPage.of(page == JourneyStep.ADULTS ? form.withRoomForAnAdult() : form, lists.or(Lists.none()));
        model.addAttribute("lists", lists);
        model.addAttribute("worry", worry);
        model.addAttribute("step", page);
        model.addAttribute("back", before(page, key, back));
        model.addAttribute("action", "/worries/" + key + "/" + page.path() + (back == null ? "" : "?back=" + back));
        model.addAttribute("draftKey", key);
        model.addAttribute("number", page.number());
        model.addAttribute("problems", problems);
        return STEP;
    }

    private static Back before(JourneyStep page, String key, @Nullable String back) {
        String path = "/worries/" + key;
        if ("check".equals(back)) {
            return new Back(path + "/check", "Back to your answers");
        }
        if ("tasks".equals(back)) {
            return new Back(path, "Back to the list");
        }
        return Arrays.stream(JourneyStep.values())
                .filter(step -> step.next().filter(page::equals).isPresent())
                .findFirst()
                .map(step -> new Back(path + "/" + step.path(), "Back"))
                .orElse(new Back(path, "What is told already"));
    }

    private String showCheck(Draft draft, @Nullable Problems problems, Model model) {
        var lists = codes.forForm(tokens::intake);
        var worry = WorryPage.of(toSend(draft), lists.or(Lists.none()));
        model.addAttribute("lists", lists);
        model.addAttribute("sections", sections(draft.key(), worry));
        model.addAttribute("danger", worry.danger());
        model.addAttribute("draftKey", draft.key());
        model.addAttribute("back", new Back("/worries/" + draft.key() + "/" + JourneyStep.SAFETY.path(), "Back"));
        model.addAttribute("problems", problems);
        return CHECK;
    }

    private static WorryForm toSend(Draft draft) {
        return JourneyForm.of(draft.fields()).withoutBlankAdults();
    }

    /** What was told, page by page; what was left empty is not shown. */
    private static List<Section> sections(String key, WorryPage worry) {
        var sections = new ArrayList<Section>();
        for (var step : JourneyStep.values()) {
            var rows = told(step, worry).filter(row -> !row.says().isBlank()).toList();
            sections.add(new Section(step.title(), "/worries/" + key + "/" + step.path() + "?back=check", rows));
        }
        return sections;
    }

    private static Stream<Row> told(JourneyStep step, WorryPage worry) {
        return switch (step) {
            case YOU -> rows(worry.you());
            case CHILDREN -> worry.children().stream().map(child -> new Row("Child " + child.number(), child.told()));
            case ADULTS -> worry.adults().stream().map(adult -> new Row("Adult " + adult.number(), adult.told()));
            case WHERE ->
                Stream.concat(
                        rows(worry.address()),
                        Stream.of(new Row("Where they live", worry.addressUnknown() ? "I do not know" : "")));
            case SEEN -> Stream.of(new Row("In your own words", worry.seen().told()));
            case WORRIES ->
                worry.worries().stream()
                        .flatMap(group -> group.worries().stream()
                                .filter(WorryPage.Worry::ticked)
                                .map(one -> new Row(group.title(), one.text())));
            case SAFETY ->
                Stream.concat(
                        rows(worry.careful()),
                        Stream.of(new Row(
                                "Does the family know?", worry.familyKnows().told())));
        };
    }

    private static Stream<Row> rows(List<Field> fields) {
        return fields.stream().map(field -> new Row(field.label(), field.told()));
    }

    /** Sends it. The same draft sent again gives the same receipt. */
    @PostMapping("/worries/{draftKey}/check")
    String send(@PathVariable String draftKey, HttpServletRequest request, HttpServletResponse response, Model model) {
        var draft = opened(draftKey);
        if (isSent(draft)) {
            return receipt(draft);
        }
        var form = toSend(draft);
        boolean signedIn = SignedIn.ifAny().isPresent();
        if (!signedIn
                && !form.inDanger()
                && limit.waitFor(request.getRemoteAddr()).isPresent()) {
            response.setStatus(429);
            return showCheck(
                    draft,
                    Problems.one(
                            "",
                            "Many worries were sent from where you are. Nothing you typed is lost: send it again in a few minutes, or ring us"),
                    model);
        }
        try {
            var told = form.asReferral();
            var sent = worries.raise(token(), form.sendingKey(json.writeValueAsString(told)), told)
                    .answer();
            limit.taken(request.getRemoteAddr());
            forget(draft, sent.receiptToken());
            return "redirect:/receipt/" + sent.receiptToken() + "?new";
        } catch (SaidNo no) {
            if (no.status() == 401) {
                throw no;
            }
            response.setStatus(no.status());
            return showCheck(draft, leading(draft, WorryController.problems(no.said(), form)), model);
        } catch (Away away) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return showCheck(draft, Problems.away(away.missing(), words), model);
        }
    }

    /** What was typed is kept no longer than it is needed; if that does not go now, it goes by the rule for drafts. */
    private void forget(Draft draft, String receiptToken) {
        drafts.keep(token(), DraftForm.REFERRAL, draft.key(), draft.version(), Map.of(SENT, List.of(receiptToken)))
                .part();
    }

    /** Each problem leads to the page where its field is. */
    private static Problems leading(Draft draft, Problems problems) {
        return new Problems(problems.items().stream()
                .map(item -> item.id() == null
                        ? item
                        : new Problems.Item(
                                item.field(),
                                "/worries/" + draft.key() + "/"
                                        + JourneyStep.asking(item.field()).path() + "?back=check#" + item.id(),
                                item.message()))
                .toList());
    }

    /** What was told on one page. */
    record Section(String title, String change, List<Row> rows) {}

    /** One answer. */
    record Row(String asked, String says) {}
}
