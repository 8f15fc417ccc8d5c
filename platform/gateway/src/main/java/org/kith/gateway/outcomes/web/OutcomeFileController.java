package org.kith.gateway.outcomes.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.outcomes.ChildOutcomes;
import org.kith.gateway.outcomes.FileResult;
import org.kith.gateway.pages.Acts;
import org.kith.gateway.pages.CsvFile;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.FormPage;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.signin.Tokens;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sending a file of outcomes, and seeing once what became of each row. */
@Controller
class OutcomeFileController {

    private static final String PATH = "/outcomes/file";
    private static final String FORM = "form";
    private static final String RESULT = "taken";

    private final ChildOutcomes outcomes;
    private final Tokens tokens;
    private final Acts acts;

    OutcomeFileController(ChildOutcomes outcomes, Tokens tokens, Acts acts) {
        this.outcomes = outcomes;
        this.tokens = tokens;
        this.acts = acts;
    }

    @GetMapping(PATH)
    String open(Model model) {
        return model.containsAttribute(RESULT) ? "outcomes-upload" : show(null, model);
    }

    @PostMapping(PATH)
    String send(
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model)
            throws IOException {
        byte[] bytes = file == null ? new byte[0] : file.getBytes();
        String wrong = file == null || file.isEmpty() ? "Choose a file" : CsvFile.wrong(bytes);
        if (wrong != null) {
            return acts.again(response, Problems.one("file", wrong), problems -> show(problems, model));
        }
        return acts.tried(
                response,
                () -> outcomes.file(tokens.mine(), bytes),
                taken -> {
                    flash.addFlashAttribute(RESULT, FileResult.of(taken));
                    return PATH;
                },
                problems -> show(problems, model));
    }

    private static String show(@Nullable Problems problems, Model model) {
        model.addAttribute(
                FORM,
                new FormPage(
                        "Send a file of outcomes",
                        null,
                        "One outcome a row, under the heading familyId,childId,kindCode,happenedOn and, where wanted,"
                                + " correctsOutcomeId,withdrawn,note. Good rows are taken and bad rows are named, so that"
                                + " you can mend and send them again; an outcome that is recorded already is not taken twice.",
                        PATH,
                        List.of(
                                Field.file("file", "The file")
                                        .hinted(
                                                "CSV UTF-8, columns separated by commas, with a heading row, days as 2026-03-02, at most 5 MB."
                                                        + " kindCode is one of CARE_ENTRY, CARE_EXIT, PROTECTION_PLAN_START, PROTECTION_PLAN_END,"
                                                        + " PROCEEDINGS_ISSUED, PROCEEDINGS_CONCLUDED; withdrawn is true or false")),
                        "Send the file",
                        "/figures"));
        model.addAttribute("problems", problems);
        return FORM;
    }
}
