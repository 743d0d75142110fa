package com.raptorcomply.resources.policy;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.resources.crud.CompiledResource;
import com.raptorcomply.resources.crud.ResourceDefinition;
import com.raptorcomply.resources.crud.ResourceRoutes;
import com.raptorcomply.resources.crud.Transition;
import com.raptorcomply.resources.crud.View;
import java.util.List;

/** Declares document types, policy documents, and their parts and versions. */
public final class Policies {
    private static final String WITH_SECTIONS = "PolicyDocumentWithSections";

    private static final ResourceDefinition DOCUMENT_TYPE = ResourceDefinition.of(
                    "DocumentType", "DocumentTypes", "document_type")
            .unique("document_type_title_unique", "title")
            .deletableUnless("policyDocuments", "policy_document", "document_type_id")
            .seldom()
            .build();

    private static final ResourceDefinition POLICY_DOCUMENT = ResourceDefinition.of(
                    "PolicyDocument", "PolicyDocuments", "policy_document")
            .reference("documentTypeId", "document_type")
            .reference("ownerId", "person")
            .states("status", states -> states.editable("draft")
                    .deletable("draft")
                    .on(Transition.of("submit", "submitted", List.of("draft"), "submitted")
                            .then(Submission.RECORDED))
                    .on(Transition.of("approve", "approved", List.of("submitted"), "approved")
                            .guardedBy(new ApproverGuard())
                            .then(new Approval()))
                    .on(Transition.of("revert", "reverted", List.of("submitted", "approved"), "draft")
                            .then(Submission.FORGOTTEN)))
            .deletableUnless("versions", "policy_document_version", "policy_document_id")
            .rule(new PartsOfDeleted("document_section"))
            .rule(new PartsOfDeleted("supporting_document"))
            .computed("sections", """
                    (SELECT '[' || COALESCE(string_agg('{"id":"' || s.id || '","title":' || to_json(s.title)::text || ',"content":'
                       || to_json(s.content)::text || ',"position":' || s.position || '}', ',' ORDER BY s.position, s.id), '') || ']'
                     FROM document_section s WHERE s.policy_document_id = r.id AND s.deleted_at IS NULL)""")
            .build();

    private static final ResourceDefinition VERSION = ResourceDefinition.of(
                    "PolicyDocumentVersion", "PolicyDocumentVersions", "policy_document_version")
            .build();

    private static final ResourceDefinition SECTION = ResourceDefinition.of(
                    "DocumentSection", "DocumentSections", "document_section")
            .within("policyDocumentId", POLICY_DOCUMENT)
            .check(
                    "document_section_limit",
                    ErrorCode.LIMIT_REACHED,
                    "policyDocumentId",
                    "A policy document has at most 200 sections")
            .build();

    private static final ResourceDefinition SUPPORTING_DOCUMENT = ResourceDefinition.of(
                    "SupportingDocument", "SupportingDocuments", "supporting_document")
            .within("policyDocumentId", POLICY_DOCUMENT)
            .check(
                    "supporting_document_limit",
                    ErrorCode.LIMIT_REACHED,
                    "policyDocumentId",
                    "A policy document has at most 200 supporting documents")
            .build();

    private Policies() {}

    /** Adds all operations of policy documents. */
    public static void addTo(ResourceRoutes routes) {
        List.of(DOCUMENT_TYPE, SECTION, SUPPORTING_DOCUMENT, VERSION).forEach(routes::add);
        CompiledResource document = routes.add(POLICY_DOCUMENT);
        View whole = routes.view(POLICY_DOCUMENT, WITH_SECTIONS, "r.id = $1", 1);
        routes.add("readPolicyDocumentWithSections", whole, Versions::document)
                .prepare(SectionOrder.statements(whole))
                .add(
                        "reorderSections",
                        new SectionOrder(document, whole, routes.schema("SectionOrder"), routes.writer()));
        Versions.addTo(routes, VERSION);
    }
}
