namespace IncidentDesk.Channels.Mail.Reading;

/// <summary>The form that reports for machines share: groups of header lines with an empty line between.</summary>
internal static class FieldGroups
{
    public static IReadOnlyList<HeaderBlock> Of(ReadOnlySpan<byte> text, int most)
    {
        var groups = new List<HeaderBlock>();
        var start = 0;
        while (start < text.Length && groups.Count <= most)
        {
            var length = MimeReader.HeadLength(text[start..]);
            if (!text.Slice(start, length).Trim("\r\n \t"u8).IsEmpty)
                groups.Add(HeaderBlock.Read(text.Slice(start, length)));
            start += Math.Max(length, 1);
        }
        return groups;
    }

    /// <summary>rfc822; somebody@somewhere.example</summary>
    public static string? Address(string? field)
    {
        var text = field?[(field.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim().Trim('<', '>');
        return MailAddressRules.TryParse(text, out var address) ? address : null;
    }
}
