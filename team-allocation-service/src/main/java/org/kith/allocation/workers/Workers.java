package org.kith.allocation.workers;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface Workers extends Repository<Worker, UUID> {

    Optional<Worker> findByWorkerId(UUID workerId);

    Worker save(Worker worker);

    void flush();
}
