package org.kith.referral.referrals.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.referral.codes.CodeList;
import org.kith.referral.households.Household;
import org.kith.referral.households.Person;
import org.kith.referral.households.PersonId;
import org.kith.referral.matching.Candidate;
import org.kith.referral.referrals.ReferralRecord;
import org.kith.referral.referrals.ScreeningFile;
import org.kith.referral.referrals.web.ScreeningViews.AddressView;
import org.kith.referral.referrals.web.ScreeningViews.AdultView;
import org.kith.referral.referrals.web.ScreeningViews.CandidateView;
import org.kith.referral.referrals.web.ScreeningViews.ChildView;
import org.kith.referral.referrals.web.ScreeningViews.ContactView;
import org.kith.referral.referrals.web.ScreeningViews.DecisionView;
import org.kith.referral.referrals.web.ScreeningViews.MustNotKnowView;
import org.kith.referral.referrals.web.ScreeningViews.ReferralView;
import org.kith.referral.referrals.web.ScreeningViews.ReferrerView;
import org.kith.referral.referrals.web.ScreeningViews.RelationshipView;
import org.kith.referral.referrals.web.ScreeningViews.WorryView;

/** Makes the page of one referral. */
final class ScreeningViewMaker {

    private static final String NO_TITLE = "A family without a name";

    private ScreeningViewMaker() {}

    static ReferralView view(
            ScreeningFile file,
            List<Candidate> candidates,
            List<ReferralRecord> others,
            Instant now,
            boolean maySeeProtected) {
        var referral = file.referral();
        var told = file.told();
        var withWhere = maySeeProtected || !told.addressProtected();
        return new ReferralView(
                referral.referral().value(),
                referral.reference(),
                referral.state().name(),
                referral.receivedAt(),
                referral.decisionDueAt(),
                !referral.state().isDecided() && now.isAfter(referral.decisionDueAt()),
                referral.immediateDanger(),
                referrer(referral, withWhere),
                told.people().stream()
                        .filter(Person::child)
                        .map(child -> child(child, withWhere))
                        .toList(),
                told.people().stream()
                        .filter(person -> !person.child())
                        .map(adult -> adult(adult, withWhere))
                        .toList(),
                told.relationships().stream()
                        .map(one -> new RelationshipView(
                                one.from().value(),
                                one.to().value(),
                                one.kind(),
                                CodeList.RELATIONSHIPS.textOf(one.kind())))
                        .toList(),
                address(told),
                referral.worries().stream()
                        .map(code -> new WorryView(code, CodeList.CONCERNS.textOf(code)))
                        .toList(),
                referral.whatWasSeen(),
                told.mustNotKnow().stream()
                        .map(one ->
                                new MustNotKnowView(id(one.person()), one.name(), maySeeProtected ? one.why() : null))
                        .toList(),
                maySeeProtected ? told.safeContact() : null,
                referral.familyKnows(),
                referral.family().value(),
                referral.provisional().value(),
                referral.matchedBy().name(),
                file.neededDisciplines().stream().map(Enum::name).toList(),
                candidates.stream()
                        .map(candidate -> new CandidateView(
                                candidate.family().value(),
                                file.titles().getOrDefault(candidate.family().value(), NO_TITLE),
                                candidate.evidenceFor(),
                                candidate.evidenceAgainst()))
                        .toList(),
                others.stream().map(ScreeningViewMaker::contact).toList(),
                referral.lookedAt(),
                referral.lookedAtBy(),
                decision(referral));
    }

    private static ReferrerView referrer(ReferralRecord referral, boolean withWhere) {
        var referrer = referral.referrer();
        return new ReferrerView(
                referrer.name(),
                referrer.role(),
                referrer.organisation(),
                referrer.sourceCode(),
                CodeList.REFERRAL_SOURCES.textOf(referrer.sourceCode()),
                withWhere ? referrer.telephone() : null,
                withWhere ? referrer.email() : null);
    }

    private static ChildView child(Person child, boolean withWhere) {
        return new ChildView(
                child.id().value(),
                id(child.sameAs()),
                child.givenName(),
                child.familyName(),
                child.dateOfBirth(),
                child.ageYears(),
                child.expectedOn(),
                child.sex(),
                child.nhsNumber(),
                withWhere ? child.school() : null);
    }

    private static AdultView adult(Person adult, boolean withWhere) {
        return new AdultView(
                adult.id().value(),
                id(adult.sameAs()),
                adult.givenName(),
                adult.familyName(),
                adult.dateOfBirth(),
                withWhere ? adult.telephone() : null);
    }

    private static AddressView address(Household told) {
        if (told.addressProtected()) {
            return new AddressView(true, false, List.of(), null);
        }
        return told.addresses().stream()
                .findFirst()
                .map(address -> new AddressView(false, false, address.lines(), address.postcode()))
                .orElseGet(() -> new AddressView(false, true, List.of(), null));
    }

    private static ContactView contact(ReferralRecord other) {
        return new ContactView(
                other.referral().value(),
                other.family().value(),
                other.reference(),
                other.receivedAt(),
                other.state().name(),
                other.referrer().sourceCode(),
                other.worries());
    }

    private static @Nullable DecisionView decision(ReferralRecord referral) {
        return referral.decidedAt() == null
                ? null
                : new DecisionView(
                        referral.decidedAt(),
                        referral.decidedBy(),
                        referral.reasonCode(),
                        referral.serviceCode(),
                        referral.level(),
                        referral.reason());
    }

    private static @Nullable UUID id(@Nullable PersonId person) {
        return person == null ? null : person.value();
    }
}
