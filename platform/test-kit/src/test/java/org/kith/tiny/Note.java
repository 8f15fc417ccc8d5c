package org.kith.tiny;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.UUID;
import org.hibernate.annotations.TenantId;

@Entity
class Note {

    @Id
    private UUID id;

    @Version
    private long version;

    @TenantId
    private String council;

    private String text;

    protected Note() {}

    Note(UUID id, String text) {
        this.id = id;
        this.text = text;
    }

    String text() {
        return text;
    }

    String council() {
        return council;
    }
}
