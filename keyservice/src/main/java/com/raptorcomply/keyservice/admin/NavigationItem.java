package com.raptorcomply.keyservice.admin;

import com.raptorcomply.keyservice.auth.Principal;
import java.util.function.Predicate;

/**
 * A link in the navigation of every page.
 *
 * @param path also the beginning of the paths of the pages below it
 * @param isFor returns true for callers that the page is for; the page itself decides again
 */
public record NavigationItem(String label, String path, Predicate<Principal> isFor) {}
