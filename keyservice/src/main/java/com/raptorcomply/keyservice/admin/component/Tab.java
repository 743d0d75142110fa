package com.raptorcomply.keyservice.admin.component;

import org.jspecify.annotations.Nullable;

/**
 * A link between views of one page.
 *
 * @param count null: none is shown
 */
public record Tab(String label, String path, @Nullable Long count, boolean isCurrent) {}
