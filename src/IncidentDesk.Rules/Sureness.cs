namespace IncidentDesk.Rules;

/// <summary>How sure the source of a rule is, said so that a reader can weigh it.</summary>
public static class Sureness
{
    private static readonly Bilingual Verified = new("read in the primary text", "đã đối chiếu văn bản gốc");
    private static readonly Bilingual Secondary = new("read in a secondary source", "theo nguồn thứ cấp");
    private static readonly Bilingual Memory = new("from memory, not verified", "theo trí nhớ, chưa đối chiếu");
    private static readonly Bilingual Open = new("open, no source settles it", "chưa rõ, chưa có nguồn khẳng định");

    private static readonly string[] Falling = ["verified", "secondary", "memory"];

    /// <summary>Of two words the one that promises less; a word that nobody knows promises nothing.</summary>
    public static string LessSure(string one, string other) => Place(one) >= Place(other) ? one : other;

    private static int Place(string word) => Array.IndexOf(Falling, word) is >= 0 and var place ? place : Falling.Length;

    public static Bilingual Said(string word) => word switch
    {
        "verified" => Verified,
        "secondary" => Secondary,
        "memory" => Memory,
        _ => Open,
    };
}
