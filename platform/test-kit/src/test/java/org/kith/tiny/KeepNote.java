package org.kith.tiny;

import java.util.UUID;
import org.kith.platform.refusal.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps and reads notes. */
@Service
@Transactional
public class KeepNote {

    private final Notes notes;

    KeepNote(Notes notes) {
        this.notes = notes;
    }

    /** Keeps a text under an id. */
    public void keep(UUID id, String text) {
        notes.save(new Note(id, text));
    }

    /** The text under an id. */
    public String read(UUID id) {
        return notes.findById(id).map(Note::text).orElseThrow(Refusal::notFound);
    }

    /** How many there are. */
    public int count() {
        return notes.findAll().size();
    }
}
