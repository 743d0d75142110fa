package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.key.ApiKey;
import java.util.UUID;

/** The links of the pages about one key. They keep the query of the list that led there, for the way back. */
public record KeyLinks(UUID id, KeyListQuery query) {
    static KeyLinks of(UUID id, PageContext page) {
        return new KeyLinks(id, KeyListQuery.of(page));
    }

    /** Returns the links of a key. Those of a key of another organization lead back to the list of that one. */
    static KeyLinks of(ApiKey key, PageContext page) {
        KeyListQuery query = KeyListQuery.of(page);
        boolean isOwn = key.organizationId().equals(page.caller().organizationId());
        return new KeyLinks(key.id(), isOwn ? query : query.of(key.organizationId()));
    }

    /** Returns the address of the list. */
    public String list() {
        return query.address(KeyListQuery.PATH);
    }

    /** Returns the address of the key's page, with more parameters. */
    public String key(String... more) {
        return query.address(KeyListQuery.PATH + "/" + id, more);
    }

    /** Returns the address of a page below that of the key, such as {@code /edit}. */
    public String at(String path) {
        return query.address(KeyListQuery.PATH + "/" + id + path);
    }
}
