package org.kith.gateway.screening.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.pages.Acts;
import org.kith.gateway.pages.CsvFile;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.FormPage;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.screening.ReferralFileResult;
import org.kith.gateway.screening.Screening;
import org.kith.gateway.signin.Tokens;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Sending a file of referrals, such as the night's notices, and seeing what became of each row. */
@Controller
class FileController {

    private static final String FORM = "form";
    private static final String RESULT = "taken";

    private final Screening screening;
    private final Tokens tokens;
    private final Acts acts;

    FileController(Screening screening, Tokens tokens, Acts acts) {
        this.screening = screening;
        this.tokens = tokens;
        this.acts = acts;
    }

    @GetMapping("/referrals/file")
    String open(Model model) {
        return model.containsAttribute(RESULT) ? "referrals-taken" : show(null, model);
    }

    /** What became of each row waits in the session for the one page that shows it, without anything that stood in the rows. */
    @PostMapping("/referrals/file")
    String send(
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model)
            throws IOException {
        byte[] bytes = file == null ? new byte[0] : file.getBytes();
        String wrong = bytes.length == 0 ? "Choose a file" : CsvFile.wrong(bytes);
        if (wrong != null) {
            return acts.again(response, Problems.one("file", wrong), problems -> show(problems, model));
        }
        return acts.tried(
                response,
                () -> screening.file(tokens.mine(), bytes),
                taken -> {
                    flash.addFlashAttribute(RESULT, ReferralFileResult.of(taken));
                    return "/referrals/file";
                },
                problems -> show(problems, model));
    }

    private static String show(@Nullable Problems problems, Model model) {
        model.addAttribute(
                FORM,
                new FormPage(
                        "Send a file of referrals",
                        null,
                        "One referral a row. Good rows are taken and bad rows are named, so that you can mend and send them again.",
                        "/referrals/file",
                        List.of(Field.file("file", "The file")
                                .hinted("CSV UTF-8, columns separated by commas, with a heading row, at most 5 MB."
                                        + " Needed: row_key, source_code, referrer_name, child1_given_name, child1_family_name, worries, what_was_seen; and address_line1, or address_unknown with yes."
                                        + " A program gets all columns with GET /referrals/csv/columns")),
                        "Send the file",
                        "/work"));
        model.addAttribute("problems", problems);
        return FORM;
    }
}
