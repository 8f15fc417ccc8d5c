package org.kith.allocation;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Knocks at a door as somebody. */
public final class Doors {

    private final MockMvc mvc;

    public Doors(MockMvc mvc) {
        this.mvc = mvc;
    }

    public ResultActions look(RequestPostProcessor who, String address, Object... parts) throws Exception {
        return mvc.perform(get(address, parts).with(who));
    }

    public ResultActions send(RequestPostProcessor who, String json, String address, Object... parts) throws Exception {
        return mvc.perform(post(address, parts)
                .with(who)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json));
    }

    public ResultActions change(RequestPostProcessor who, String json, String address, Object... parts)
            throws Exception {
        return mvc.perform(put(address, parts)
                .with(who)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json));
    }
}
