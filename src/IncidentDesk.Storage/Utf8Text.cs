using System.Text;

namespace IncidentDesk.Storage;

/// <summary>A long text that was written as UTF-8 and is stored and answered as such, without being turned into UTF-16 and back.</summary>
public readonly record struct Utf8Text(ReadOnlyMemory<byte> Bytes)
{
    public static Utf8Text Of(string text) => new(Encoding.UTF8.GetBytes(text));

    public override string ToString() => Encoding.UTF8.GetString(Bytes.Span);
}
