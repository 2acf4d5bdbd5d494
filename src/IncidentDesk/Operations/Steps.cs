using System.Globalization;

namespace IncidentDesk.Operations;

/// <summary>Says how far long work is: each step by its name, and each tenth of it as it passes.</summary>
public sealed class Steps(TextWriter to) : IProgress<double>
{
    private readonly Lock gate = new();
    private int said;

    public void Begin(string text, string textVi)
    {
        lock (gate)
        {
            to.WriteLine($"{text} / {textVi}");
            said = 0;
        }
    }

    public void Report(double value)
    {
        lock (gate)
        {
            var tenth = (int)(value * 10);
            if (tenth <= said)
                return;
            said = tenth;
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {tenth * 10}%"));
        }
    }
}
