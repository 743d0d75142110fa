package com.raptorcomply.acceptance.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands and files of a guide. A block {@code bash} is run; a block {@code text} after it has lines that it must print, in
 * their order, with … for anything. A block with a file's name after its language is saved under that name before.
 *
 * @param commands to run, in order
 * @param files to save, by name
 */
record Guide(List<Command> commands, Map<String, String> files) {
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(\\w+)(?: (\\S+))?\\n(.*?)^```$", Pattern.DOTALL);

    /** A block to run. */
    record Command(String script, List<String> expected) {
        /** Returns the first expected line that the output lacks; empty if it lacks none. */
        String firstMissingIn(String output) {
            int from = 0;
            for (String line : expected) {
                Matcher found = pattern(line).matcher(output);
                if (!found.find(from)) {
                    return line;
                }
                from = found.end();
            }
            return "";
        }

        private static Pattern pattern(String line) {
            StringBuilder pattern = new StringBuilder("(?m)^");
            for (String part : line.split("…", -1)) {
                pattern.append(pattern.length() > 5 ? ".*" : "").append(Pattern.quote(part));
            }
            // curl ends the lines of a head with CR LF.
            return Pattern.compile(pattern + "\\r?$");
        }
    }

    static Guide read(Path file) throws IOException {
        List<Command> commands = new ArrayList<>();
        Map<String, String> files = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(Files.readString(file));
        while (block.find()) {
            String language = block.group(1);
            String text = block.group(3);
            if (block.group(2) != null) {
                files.put(block.group(2), text);
            } else if (language.equals("bash")) {
                commands.add(new Command(text, List.of()));
            } else if (language.equals("text")) {
                int last = commands.size() - 1;
                commands.set(
                        last,
                        new Command(commands.get(last).script(), text.lines().toList()));
            }
        }
        return new Guide(commands, files);
    }
}
