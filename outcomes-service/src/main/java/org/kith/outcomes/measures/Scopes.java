package org.kith.outcomes.measures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kith.outcomes.journeys.TeamNames;
import org.kith.platform.council.Council;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The county and the teams, with what they are called. */
@Service
public class Scopes {

    /** From one scope to the next by the index: a scope has as many rows as it has days and measures. */
    private static final String WITH_FIGURES = """
            with recursive scope (scope_code) as (
                select min(scope_code) from figure_total where council = :council
                union all
                select (select min(t.scope_code) from figure_total t
                         where t.council = :council and t.scope_code > scope.scope_code)
                  from scope where scope.scope_code is not null)
            select scope_code from scope where scope_code is not null order by scope_code
            """;

    private final TeamNames teams;
    private final JdbcClient jdbc;

    Scopes(TeamNames teams, JdbcClient jdbc) {
        this.teams = teams;
        this.jdbc = jdbc;
    }

    /**
     * What a scope is called.
     *
     * @throws Invalid if there is no such team; it names the field {@code scope}
     */
    @Transactional(readOnly = true)
    public String requireKnown(ScopeCode scope) {
        var name = names().get(scope);
        if (name == null) {
            throw new Invalid(List.of(new FieldProblem("scope", "unknown-scope", "Use COUNTY or the code of a team")));
        }
        return name;
    }

    /** Names by scope: the county first, then teams that were announced or have figures. */
    @Transactional(readOnly = true)
    public Map<ScopeCode, String> names() {
        var names = new LinkedHashMap<ScopeCode, String>();
        names.put(ScopeCode.COUNTY, "County");
        teams.all().forEach((code, name) -> names.put(new ScopeCode(code), name));
        jdbc.sql(WITH_FIGURES).param("council", Council.current().value()).query(row -> {
            var code = row.getString("scope_code");
            names.putIfAbsent(new ScopeCode(code), code);
        });
        return names;
    }
}
