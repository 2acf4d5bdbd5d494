namespace IncidentDesk.Rules.Sharing;

/// <summary>
/// The one place that decides what a TLP mark lets through, for every way out. The mark rules sharing, not statutory duty: what the law orders goes to the role that
/// it names whatever the mark. Of what is shared by choice, <c>amber+strict</c> and <c>red</c> stay within the agency until its lead consents.
/// </summary>
public static class TlpRules
{
    /// <summary>Who is outside of the desk and of the agency, in the words of TLP 2.0: everybody, or the community of those who handle incidents.</summary>
    public static readonly IReadOnlyList<string> Audiences = ["clear", "green"];

    public static bool IsStricter(string one, string other) => Rank(one) > Rank(other);

    /// <summary>Kept within the agency, or with named persons alone. A word that nobody knows is as strict as the strictest.</summary>
    public static bool IsHeldClose(string? tlp) => tlp is not null && Rank(tlp) >= Rank("amber+strict");

    /// <summary>A message to a centre waits for the consent of the agency's lead.</summary>
    public static bool NeedsConsent(string? tlp, bool byLaw) => !byLaw && IsHeldClose(tlp);

    /// <summary>Whether a message that lies open on its way, such as a webhook's, may say title, category and agency.</summary>
    public static bool MayTellTheStory(string? tlp, bool byLaw) => byLaw || !IsHeldClose(tlp);

    /// <summary>Whether a list to people of the desk, such as the morning digest, may name the title: red is for those who work on it.</summary>
    public static bool MayNameInLists(string tlp) => Rank(tlp) < Rank("red");

    /// <summary>Whether an item of this mark may be shown to an audience as it is.</summary>
    public static bool Allows(string tlp, string audience) => !IsStricter(tlp, audience);

    /// <param name="isSource">Whoever asks may consent for the agency that set the mark: its lead.</param>
    /// <returns>The rule that refuses a cut export to this audience; null where none does.</returns>
    public static string? RefusesExport(string tlp, bool isSource) => IsHeldClose(tlp) && !isSource ? "tlp-held-close" : null;

    private static int Rank(string tlp)
    {
        for (var rank = 0; rank < Words.Tlp.Count; rank++)
            if (Words.Tlp[rank] == tlp)
                return rank;
        return Words.Tlp.Count;
    }
}
