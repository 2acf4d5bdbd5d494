using System.Text.RegularExpressions;
using IncidentDesk.Rules.Versions;

namespace IncidentDesk.Rules.Advisories;

/// <summary>
/// The products of a letter and the versions beside them: "FortiOS 7.0.0 - 7.0.6, 7.2.0 đến 7.2.1; FortiProxy trước 7.2.2". A version that a letter names as the mended one is
/// the opposite of an affected one, so what cannot be told apart for sure is left to a person.
/// </summary>
internal static class LetterProducts
{
    /// <summary>Of one line: far more than any letter takes, also on a machine that has much else to do.</summary>
    public const int MostMilliseconds = 5000;

    private const int MostProducts = 50, MostRanges = 20, MostUnread = 20, MostSaid = 200, MostSlow = 2, MostPatterns = 12;

    private static int isReady;

    /// <returns>The affected versions, and the sentences that name versions of which this program cannot say what they are.</returns>
    public static (IReadOnlyList<DraftProduct> Products, IReadOnlyList<string> Unread) Of(string text)
    {
        if (Interlocked.Exchange(ref isReady, 1) == 0)
            MakeReady();
        var (found, unread, heading, slow) = (new List<(string Name, VersionRange Range)>(), new List<string>(), Standing.Affected, 0);
        foreach (var line in text.Split('\n').Where(line => line.Length < 4000).Select(line => line.Trim()))
        {
            try
            {
                heading = ReadLine(line, heading, found, unread);
            }
            catch (RegexMatchTimeoutException) when (++slow <= MostSlow)
            {
                // No letter is written like that. A person may read it; the desk has something better to do than to try the rest.
                unread.Add(Said(line));
                if (slow == MostSlow)
                    break;
            }
        }
        IReadOnlyList<DraftProduct> products = [.. found.GroupBy(one => ProductName.KeyOf(one.Name)).Take(MostProducts)
            .Select(product => new DraftProduct(product.First().Name, [.. product.Select(one => one.Range).Distinct().Take(MostRanges)]))];
        return (products, [.. unread.Distinct().Take(MostUnread)]);
    }

    /// <summary>
    /// A pattern is compiled when it first meets a text. On a machine that has much else to do that takes its seconds, and the first line of the first letter would be given up
    /// for it. Each try comes one pattern further at least.
    /// </summary>
    private static void MakeReady()
    {
        for (var tries = 0; tries < MostPatterns; tries++)
            try
            {
                ReadLine("- FortiOS phiên bản 7.0.0 đến 7.0.6 đã được vá", Standing.Affected, [], []);
                return;
            }
            catch (RegexMatchTimeoutException)
            {
                // It is compiled now.
            }
    }

    /// <returns>What stands for the lines below.</returns>
    private static Standing ReadLine(string line, Standing heading, List<(string Name, VersionRange Range)> found, List<string> unread)
    {
        var isListed = LetterVersions.IsListed(line);
        var standing = isListed ? heading : Standing.Affected;
        // Without a figure there is no version in it.
        foreach (var sentence in LetterClaims.SentencesOf(line).Where(sentence => sentence.Any(char.IsAsciiDigit)))
            standing = Read(sentence, standing, found, unread);
        return LetterClaims.HeadingOf(line, isListed, heading);
    }

    private static string Said(string sentence) => sentence.Length > MostSaid ? sentence[..MostSaid].TrimEnd() : sentence.Trim();

    /// <returns>What the next sentence of the line begins with.</returns>
    private static Standing Read(string sentence, Standing standing, List<(string Name, VersionRange Range)> found, List<string> unread)
    {
        var (marks, products, isMended, isUnread) = (LetterClaims.MarksIn(sentence), LetterVersions.NamedIn(sentence), false, false);
        foreach (Match product in products)
        {
            var (list, rest) = (product.Groups["list"], sentence[(product.Index + product.Length)..]);
            var (stands, ranges) = (LetterClaims.At(marks, list.Index, standing), LetterVersions.RangesOf(list.Value).ToList());
            if (stands == Standing.Mended)
                isMended = true;
            else if (stands == Standing.Unsure || ranges.Any(range => !LetterVersions.IsReadable(range)) || LetterClaims.GoesOn(rest) || LetterClaims.IsSettled(rest))
                isUnread = true;
            else
                found.AddRange(ranges.Select(range => (product.Groups["name"].Value.Trim(), range)));
        }
        // Versions that no product stands before.
        foreach (Match loose in LetterVersions.LooseIn(sentence))
            isUnread |= !products.Any(product => product.Index <= loose.Index && loose.Index < product.Index + product.Length)
                && LetterClaims.At(marks, loose.Index, standing) != Standing.Mended;
        isUnread |= standing != Standing.Mended && LetterVersions.IsBare(sentence);
        if (isUnread)
            unread.Add(Said(sentence));
        return standing != Standing.Affected || !isMended ? standing : Standing.Unsure;
    }
}
