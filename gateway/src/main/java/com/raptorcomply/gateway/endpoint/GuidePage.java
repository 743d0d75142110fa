package com.raptorcomply.gateway.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * A guide of the project's documents as a page. Links to other guides lead to their pages; other links of the project become
 * text, because the gateway does not show what they lead to.
 */
final class GuidePage {
    /** The guides in the order of the navigation, and their titles there, by file. */
    private static final List<Map.Entry<String, String>> GUIDES = List.of(
            Map.entry("first-request.md", "First request"),
            Map.entry("errors-and-retries.md", "Errors and retries"),
            Map.entry("limits.md", "Limits"),
            Map.entry("rotate-keys.md", "Rotating keys"),
            Map.entry("sync-a-cmdb.md", "Syncing a CMDB"),
            Map.entry("ERRORS.md", "Error codes"));

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).build();
    private static final String SUFFIX = ".md";

    private GuidePage() {}

    /** Returns the files of all guides, by the path of their pages. */
    static Map<String, String> files() {
        return GUIDES.stream().collect(Collectors.toMap(each -> path(each.getKey()), Map.Entry::getKey));
    }

    /** Returns a guide as HTML. */
    static String render(String markdown) {
        Node document = PARSER.parse(markdown);
        Titles titles = new Titles();
        document.accept(titles);
        return """
                <!doctype html>
                <html lang="en">
                  <head>
                    <meta charset="utf-8">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <title>%s – Raptor Comply API</title>
                    <link rel="icon" href="data:,">
                    <link rel="stylesheet" href="/docs/docs.css">
                  </head>
                  <body>
                %s
                    <main class="guide">
                %s
                    </main>
                  </body>
                </html>
                """.formatted(titles.first, navigation(), RENDERER.render(document));
    }

    /** Returns the links to the reference and to all guides. */
    static String navigation() {
        StringBuilder links = new StringBuilder("<nav aria-label=\"Documentation\"><a href=\"/docs\">Reference</a>");
        for (Map.Entry<String, String> guide : GUIDES) {
            links.append(" <a href=\"")
                    .append(path(guide.getKey()))
                    .append("\">")
                    .append(guide.getValue())
                    .append("</a>");
        }
        return links.append("</nav>").toString();
    }

    private static String path(String file) {
        return "/docs/guides/"
                + file.substring(0, file.length() - SUFFIX.length()).toLowerCase(Locale.ROOT);
    }

    /** Finds the title, and turns links to documents into links to pages. */
    private static final class Titles extends AbstractVisitor {
        private String first = "Guide";

        @Override
        public void visit(Heading heading) {
            if (heading.getLevel() == 1 && heading.getFirstChild() instanceof Text text) {
                first = text.getLiteral();
            }
            visitChildren(heading);
        }

        @Override
        public void visit(Link link) {
            String target = link.getDestination();
            String file = target.substring(target.lastIndexOf('/') + 1).replaceAll("#.*", "");
            if (GUIDES.stream().anyMatch(guide -> guide.getKey().equals(file))) {
                link.setDestination(path(file));
            } else if (!target.startsWith("https://")) {
                while (link.getFirstChild() != null) {
                    link.insertBefore(link.getFirstChild());
                }
                link.unlink();
            }
        }
    }
}
