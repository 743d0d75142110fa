package com.raptorcomply.keyservice.auth;

/**
 * One capability and what it means in a sentence for the person who grants it.
 *
 * @param name {@code resource:action}, at most 64 characters
 * @param meaning one line, shown where a key's permissions are chosen
 */
public record Permission(String name, String meaning) {}
