package org.kith.allocation.teams;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface Teams extends Repository<Team, String> {

    Optional<Team> findByCode(String code);

    boolean existsByCode(String code);

    List<Team> findByGoLiveSaidFalse();

    Team save(Team team);

    void flush();
}
